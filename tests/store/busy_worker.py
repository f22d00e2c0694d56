"""What is killed: ``python -m tests.store.busy_worker FOLDER KIND`` works until it is stopped.

Each line it prints acknowledges one piece of work, after it was saved.
"""

import sys
from itertools import count
from pathlib import Path

from db.domain.clients.client import Client
from db.domain.ids import ClientId
from db.domain.journal.change import Action
from db.ports import Unwatched
from desktop import exchanging, workspace
from tests.store.stores import add_client
from tests.workspace.folders import PASSPHRASE

IMPORTED = 120
"""People in one import; a batch of which less than all is found was torn."""


def main(folder: Path, kind: str) -> None:
    """Do one kind of work again and again."""
    held = workspace.open_with_passphrase(folder, PASSPHRASE)
    _say("ready")
    for number in count():
        match kind:
            case "save":
                _say(f"client {add_client(held.store, '潘阿妹').hex}")
            case "import":
                with held.store.unit_of_work(Action.IMPORT_ROSTER, "名单") as work:
                    for _ in range(IMPORTED):
                        client = Client(id=ClientId(held.store.new_id()), name="潘阿妹")
                        work[Client].add(client)
                    work.commit()
                _say(f"import {held.store.highest_sequence()}")
            case "merge":
                path = folder.parent / "files" / f"{number}.yiyi"
                if path.exists():
                    exchanging.merge(held, path, Unwatched())
                    _say(f"merge {number}")
            case "backup":
                _say(f"client {add_client(held.store, '潘阿妹').hex}")
                _say(f"backup {held.back_up_here('daily', Unwatched()).name}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
