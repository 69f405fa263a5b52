"""The texts of the files that call ``briefs run --due`` every hour, to be filled in by ``emitting``."""

from typing import Final

SERVICE: Final = """\
# Made by `briefs schedule emit systemd`. As root: put both files into /etc/systemd/system, then
#   systemctl daemon-reload && systemctl enable --now {name}.timer
#   journalctl -u {name}.service    tells how it went

[Unit]
Description=Make the edition of the week when it is due
Wants=network-online.target
After=network-online.target time-sync.target

[Service]
Type=oneshot
# To whom the folders below belong; without a user it is root, who needs no such power.
{user}
ExecStart={command}
# 75: another run is at work, or the network was away; the next hour tries again.
SuccessExitStatus=75
TimeoutStartSec=3h
# The password of the mail server and others, from files that only root can read:
# LoadCredential=briefs-mail-password:/etc/briefs/mail-password
# LoadCredential=briefs-mailbox-password:/etc/briefs/mailbox-password

# Everything is read only but for the state and the editions; a hook that writes elsewhere needs its folder here.
ProtectSystem=strict
ReadWritePaths={written}
CacheDirectory={name}
Environment=XDG_CACHE_HOME=%C/{name}
UMask=0027
CapabilityBoundingSet=
LockPersonality=yes
NoNewPrivileges=yes
PrivateDevices=yes
PrivateTmp={private_tmp}
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
"""

TIMER: Final = """\
# Made by `briefs schedule emit systemd`. It ticks every hour; when an edition is due is said in briefs.toml.

[Unit]
Description=Look every hour whether an edition is due

[Timer]
OnCalendar=*:{minute}:00 UTC
Persistent=true
RandomizedDelaySec=2min

[Install]
WantedBy=timers.target
"""

CRON: Final = """\
# Made by `briefs schedule emit cron` for {name}. Add it to a user's table with `crontab -e`.
# It ticks every hour; when an edition is due is said in briefs.toml. What goes wrong, cron mails to the user.
{minute} * * * * {command}
"""

WORKFLOW: Final = """\
# Made by `briefs schedule emit github`. It ticks every hour; when an edition is due is said in briefs.toml.
# GitHub starts such runs late and drops some; the next one catches up. In a public repository it stops them after 60
# days without a commit. The state is kept in its cache, which it may delete (after seven days without a run, or beyond
# 10 GB): then it is not known any more what was issued. Let `store` in briefs.toml name a PostgreSQL, and it is.
name: {name}
on:
  schedule:
    - cron: "{minute} * * * *"
  workflow_dispatch:
permissions:
  contents: read
concurrency:
  group: {name}
  cancel-in-progress: false
jobs:
  due:
    runs-on: ubuntu-latest
    timeout-minutes: 180
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: Install briefs, from the wheel that is kept in this repository
        run: |
          sudo apt-get update -qq
          sudo apt-get install -qq -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
          python -m pip install ./briefs-*.whl
      - name: Bring back the state of the last run
        uses: actions/cache/restore@v4
        with:
          path: {kept}
          key: {name}-${{{{ github.run_id }}}}
          restore-keys: {name}-
      - name: Make what is due (75 is to be tried again by the next run)
        run: {command}
        env:
          BRIEFS_MAIL_PASSWORD: ${{{{ secrets.BRIEFS_MAIL_PASSWORD }}}}
      - name: Keep the state, also of a run that failed
        if: always()
        uses: actions/cache/save@v4
        with:
          path: {kept}
          key: {name}-${{{{ hashFiles('**/store.sqlite3*', '**/notices.json') }}}}
      - name: Offer the editions for download
        if: always()
        uses: actions/upload-artifact@v4
        with:
          name: editions
          path: {out}
          if-no-files-found: ignore
"""
