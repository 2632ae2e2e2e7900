echo 'problem MISSING_FEATURE|The lab is being built.|Try again later.'; exit 1
