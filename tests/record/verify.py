import hashlib, re, sys
for path in sys.argv[1:]:
    previous, entries = "0" * 64, 0
    for block in open(path, "rb").read().split(b"\n\n")[:-1]:
        above, stated = re.fullmatch(rb'(.*\n)hash = "([0-9a-f]{64})"', block, re.S).groups()
        previous = hashlib.sha256(b"oretrail/entry/1\n" + previous.encode() + b"\n" + above).hexdigest()
        entries += 1
        assert previous == stated.decode(), f"{path}: entry {entries} was changed"
    print(path, entries, previous)
