# Puts an uploaded jar in its place if it arrived whole. $1: the upload, $2: its digest, $3: the place
sum=$(sha256sum <"$1") || exit 3
if [ "${sum%% *}" != "$2" ]; then
    rm -f "$1"
    echo "firewright arrived ${sum%% *}"
    exit 4
fi
mv -f "$1" "$3" && echo "firewright placed"
