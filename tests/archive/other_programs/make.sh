#!/bin/sh
# Makes the zips in this folder, each with the program that its name says: sh make.sh
# Made with Info-ZIP zip 3.0, 7-Zip 26.02, jar of OpenJDK, bsdtar of libarchive 3.6, Python 3.11.
set -e
here=$(pwd) work=$(mktemp -d)
cd "$work"
printf '{"Attributes": [{"Name": "Id"}, {"Name": "Name"}, {"Name": "Born"}]}' > Região_Struct.dmm
printf "Id;Name;Born\r\n1;N'Ação; \"a\"';1815-12-10T00:00:00\r\n2;N'O''Hara\r\nJr';NULL\r\n3;;\r\n" > Região_Data.csv
printf '?' > ossys_User_Struct.dmm
printf "Id\n7\n" > ossys_User_Data.csv
rm -f "$here"/*.zip
zip -q "$here/info-zip.zip" *_*
zip -q -0 -X -fd "$here/info-zip-stored-descriptors.zip" *_*
zip -q -fz - *_* > "$here/info-zip-zip64-streamed.zip"
echo "A comment: PK" | zip -q -z "$here/info-zip-comment.zip" *_* > /dev/null
7z a -bso0 "$here/7-zip.zip" *_*
7z a -bso0 -mx=9 -mm=Deflate -mcu=on "$here/7-zip-utf-8.zip" *_*
7z a -bso0 -mcu=off -mcp=850 "$here/7-zip-cp850.zip" *_*
jar --create --no-manifest --file "$here/jar.zip" *_*
bsdtar --format zip -cf "$here/bsdtar.zip" *_*
bsdtar --format zip --options zip:zip64,zip:compression=store -cf - *_* > "$here/bsdtar-zip64-streamed.zip"
# As .NET writes to a stream that cannot seek: sizes and checksums only after the contents.
python3 -c '
import glob, sys, zipfile
class Unseekable:
    def __init__(self, file): self.write, self.flush = file.write, file.flush
with open(sys.argv[1], "wb") as file, zipfile.ZipFile(Unseekable(file), "w", zipfile.ZIP_DEFLATED) as archive:
    for name in sorted(glob.glob("*_*")): archive.write(name)
' "$here/like-dotnet-streamed.zip"
# As the Finder of macOS adds them: a folder __MACOSX with a file for each, and .DS_Store.
mkdir __MACOSX && printf 'Mac OS X' > __MACOSX/._Região_Data.csv && printf 'x' > .DS_Store
zip -q -r "$here/like-macos.zip" *_*.* .DS_Store __MACOSX
rm -r "$work"
