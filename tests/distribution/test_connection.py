"""What goes over the wire goes over it once and whole, in pieces that suit it."""

import socket
import threading

from hypothesis import given
from hypothesis import strategies as st

from briefs.distribution.connection import Connection, Patience, records

_RECORD = 16_384


@given(
    sizes=st.lists(
        st.integers(0, 3) | st.integers(_RECORD - 2, _RECORD + 2) | st.integers(0, 200_000), max_size=5
    )
)
def test_nothing_is_lost_or_doubled_in_records_and_all_but_the_last_are_whole(sizes: list[int]) -> None:
    parts = [bytes([number + 1]) * size for number, size in enumerate(sizes)]
    pieces = [bytes(piece) for piece in records(parts)]

    assert b"".join(pieces) == b"".join(parts)
    assert all(piece and len(piece) % _RECORD == 0 for piece in pieces[:-1])
    assert all(pieces[-1:])


def test_a_message_goes_out_whole_to_a_server_that_reads_it_bit_by_bit() -> None:
    parts = [bytes([65 + number]) * size for number, size in enumerate((100, 0, 3_000_000, 3))]
    read = bytearray()

    def serve() -> None:
        sock, _ = listener.accept()
        with sock:
            sock.sendall(b"220 mail.desk.example\r\n")
            while piece := sock.recv(50_000):
                read.extend(piece)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        connection = Connection(
            "127.0.0.1", listener.getsockname()[1], local_hostname="desk.example", patience=Patience(block=20)
        )
        connection.send_parts(parts)
        connection.close()
        thread.join()

    assert bytes(read) == b"".join(parts)
