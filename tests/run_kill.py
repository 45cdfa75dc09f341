#!/usr/bin/env python3
"""sitrep add, killed (kill -9) at random moments, started again until it is through: nothing that was committed is lost, nothing is
there twice, the database is whole, and the incidents are those of a run that nobody disturbed.

    SITREP_KILLS=200 tests/run_kill.py        200 kills; 12 without the variable"""
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.environ.get("SITREP_SOURCE") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SITREP = os.environ.get("SITREP") or os.path.join(ROOT, "build", "sitrep")
KILLS = int(os.environ.get("SITREP_KILLS", "12"))
rng = random.Random(7)
failed = 0


def check(name, ok, why=""):
    global failed
    print(("ok kill " if ok else "FAIL kill ") + name + ("" if ok else ": " + str(why)))
    failed += not ok


def count(path):
    if not os.path.exists(path):
        return 0
    db = sqlite3.connect(path)
    try:
        return db.execute("SELECT count(*) FROM report").fetchone()[0]
    except sqlite3.OperationalError:  # killed before the tables were there
        return 0
    finally:
        db.close()


def incidents(path):
    return subprocess.run([SITREP, "incidents", path, "--format", "jsonl"], capture_output=True, check=True).stdout


def main():
    if not os.path.exists(SITREP):
        print("skipped: no program at", SITREP)
        return 77
    with tempfile.TemporaryDirectory() as folder:
        rows = [json.loads(line) for line in open(os.path.join(ROOT, "tests/data/records/valley.jsonl"), encoding="utf-8")]
        records = os.path.join(folder, "records.jsonl")
        with open(records, "w", encoding="utf-8") as out:  # many reports that differ, so that there is time to be killed in
            for k in range(60):
                for r in rows:
                    copy = dict(r, id="%032x" % rng.getrandbits(128), text=r["text"] + f" Number {k}.")
                    copy["source"] = dict(r["source"], uri=f"{k}-{r['source']['uri']}")
                    out.write(json.dumps(copy, ensure_ascii=False) + "\n")
        total = 60 * len(rows)
        whole, torn = os.path.join(folder, "whole.db"), os.path.join(folder, "torn.db")
        began = time.time()
        subprocess.run([SITREP, "add", whole, "--records", records, "--quiet"], check=True)
        long = time.time() - began
        lost = damaged = 0
        for k in range(KILLS):
            before = count(torn)
            if before == total:  # through: begin anew
                for tail in ("", "-wal", "-shm"):
                    if os.path.exists(torn + tail):
                        os.unlink(torn + tail)
                before = 0
            p = subprocess.Popen([SITREP, "add", torn, "--records", records, "--quiet"], stderr=subprocess.DEVNULL)
            time.sleep(rng.random() * long * 0.6)
            p.kill()
            p.wait()
            lost += count(torn) < before
            if os.path.exists(torn):
                db = sqlite3.connect(torn)
                damaged += db.execute("PRAGMA integrity_check").fetchone()[0] != "ok" or db.execute("PRAGMA foreign_key_check").fetchone() is not None
                db.close()
        code = subprocess.run([SITREP, "add", torn, "--records", records, "--quiet"]).returncode
        check(f"nothing lost in {KILLS} kills", lost == 0, lost)
        check("never damaged", damaged == 0, damaged)
        check("goes on to the end", code == 0 and count(torn) == total, (code, count(torn), total))
        db = sqlite3.connect(torn)
        events = db.execute("SELECT count(*) FROM event").fetchone()[0], db.execute("SELECT count(*) FROM words").fetchone()[0]
        db.close()
        want = 60 * sum(len(r["events"]) for r in rows), total
        check("nothing double", events == want, (events, want))
        check("same incidents", incidents(torn) == incidents(whole))
        # Two writers at once: both come through, nothing twice.
        a, b = (subprocess.Popen([SITREP, "add", os.path.join(folder, "two.db"), "--records", records, "--quiet"]) for _ in range(2))
        codes = a.wait(), b.wait()
        check("two writers", codes == (0, 0) and count(os.path.join(folder, "two.db")) == total, codes)
        # A file that may not grow: one clear error, and the database that was there stays whole.
        cap = os.path.getsize(whole)
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (cap // 2, cap // 2))
        p = subprocess.run([SITREP, "add", os.path.join(folder, "full.db"), "--records", records, "--quiet"], preexec_fn=limit, stderr=subprocess.PIPE, text=True)
        check("no room: an error of one line", p.returncode == 3 and p.stderr.count("\n") == 1 and p.stderr.startswith("sitrep: "), (p.returncode, p.stderr))
        db = sqlite3.connect(os.path.join(folder, "full.db"))
        check("no room: not damaged", db.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
        db.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
