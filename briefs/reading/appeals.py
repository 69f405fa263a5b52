"""Short paragraphs in which a site speaks to its visitor: sign up, support us, all rights reserved.

They stand in the body as often as around it and look like prose. Each pattern needs a form of address or a
fixed formula, so that news of a newsletter, or of a dispute on rights, is none.
"""

import re
from typing import Final

from briefs.language.late import late

_LONGEST: Final = 60
"""Words of the longest: notices on rights have up to 50."""

_APPEAL: Final = late(
    r"^(?:sign up|subscribe|register|follow us|click here"
    r"|write to us|(?:please )?support (?:us|our)|download (?:our|the) app)\b"
    r"|^this (?:story|article|piece) (?:appears|appeared) in the \w+ (?:\w+ )?issue\b"
    r"|\b(?:(?:buy me a coffee|unsubscribe|to your inbox|in your inbox)\b"
    r"|(?:sign up|subscribe) (?:to|for) (?:our|the|my) (?:\w+ ){0,3}(?:newsletter|letter|digest|channel|podcast)\b"
    r"|(?:(?:inscrivez|abonnez)-vous|recevez (?:chaque|tous les)|suscríbete|suscríbase|iscriviti)\b"
    r"|(?:melden Sie sich|abonnieren Sie|jetzt)\b[^.!?]{0,40}\b(?:newsletter|abonnieren)\b)"
    r"|구독(?:하세요|하기|해 ?주세요|과 좋아요)|채널 추가|뉴스레터를 (?:받아|신청)"
    r"|ニュースレター(?:に|を|の)?(?:登録|購読)|メールマガジン|(?:ご登録|購読)は(?:無料|こちら)|フォローしてください"
    r"|(?:扫码|点击|欢迎)(?:关注|订阅)|关注我们",
    re.IGNORECASE,
)
_RIGHTS: Final = late(
    r"무단 ?전재|무단 ?복제|재배포 ?금지|無断(?:転載|複製|使用)"
    r"|禁(?:无断|止)?转载|^(?:免责|版权)声明|未经[^。]{0,20}(?:不得|禁止)转载"
    r"|\b(?:(?:all rights reserved|alle rechte vorbehalten|tous droits réservés)\b"
    r"|may not be (?:published|reproduced|republished|copied)\b[^.]{0,60}"
    r"\b(?:rewritten|redistributed|permission|consent)\b)",
    re.IGNORECASE,
)


def is_appeal(text: str) -> bool:
    """Return whether a paragraph asks the visitor for something, or tells who owns the words of the site."""
    if len(text) > 8 * _LONGEST or len(text.split()) > _LONGEST:
        return False
    return _APPEAL.search(text) is not None or _RIGHTS.search(text) is not None
