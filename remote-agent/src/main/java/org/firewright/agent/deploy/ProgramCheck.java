package org.firewright.agent.deploy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.ProgramContent;

/**
 * Whether the programs of a deployment have the shape of programs. What they do is the verifier's business; here is
 * seen to it that they call nothing but what copies bytes of a packet, and refer to nothing but their own data and the
 * deployment's lists.
 */
final class ProgramCheck {
    static final int MAX_PROGRAMS = 50_000;
    private static final int MAX_INSTRUCTIONS = 32_768;
    private static final int MAX_DATA_DIGITS = 2 << 20;
    private static final int MAX_LISTS = 64;
    private static final int LOAD_IMMEDIATE = 0x18;
    private static final int CALL = 0x85;
    private static final int EXIT = 0x95;
    private static final int OTHER_PROGRAM = 1; // BPF_PSEUDO_CALL
    private static final int MAP_VALUE = 2; // BPF_PSEUDO_MAP_VALUE
    private static final int LOAD_BYTES = 26; // BPF_FUNC_skb_load_bytes

    private ProgramCheck() {}

    /** Notes what is wrong; gives the digests of the programs. */
    static Set<String> check(List<ProgramContent> programs, Set<String> lists, Findings findings) {
        Set<String> digests = new HashSet<>();
        for (ProgramContent program : programs) {
            boolean whole = findings.require(
                    isHex(program.instructions(), MAX_INSTRUCTIONS * ProgramContent.DIGITS)
                            && isHex(program.data(), MAX_DATA_DIGITS)
                            && program.lists() != null
                            && program.lists().size() <= MAX_LISTS
                            && program.lists().stream()
                                    .allMatch(list -> list != null
                                            && list.direction() != null
                                            && ListFile.isDigest(list.list())
                                            && lists.contains(list.list())),
                    Place.HOST,
                    "A program's instructions, data or lists make no sense.");
            if (whole
                    && findings.require(
                            ProgramContent.of(program.instructions(), program.data(), program.lists())
                                    .digest()
                                    .equals(program.digest()),
                            Place.HOST,
                            "A program does not have the digest that it is named by.")
                    && findings.require(
                            hasShape(program),
                            Place.HOST,
                            "The program " + program.digest() + " has no known shape.")) {
                findings.require(
                        digests.add(program.digest()),
                        Place.HOST,
                        "The program " + program.digest() + " is declared twice.");
            }
        }
        return digests;
    }

    private static boolean isHex(String text, int most) {
        return text != null
                && text.length() % 2 == 0
                && text.length() <= most
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static boolean hasShape(ProgramContent program) {
        String text = program.instructions();
        if (text.isEmpty() || text.length() % ProgramContent.DIGITS != 0) {
            return false;
        }
        int operation = 0;
        for (int at = 0; at < text.length(); at += ProgramContent.DIGITS) {
            operation = Integer.parseInt(text, at, at + 2, 16);
            int source = Character.digit(text.charAt(at + 2), 16);
            int value = Integer.parseUnsignedInt(text, at + 8, at + 16, 16);
            if (operation == CALL && !isCall(source, value, program.lists())) {
                return false;
            }
            if (operation == LOAD_IMMEDIATE) {
                boolean known =
                        source == 0 || (source == MAP_VALUE && !program.data().isEmpty());
                at += ProgramContent.DIGITS;
                if (!known || at >= text.length()) {
                    return false;
                }
            }
        }
        return operation == EXIT;
    }

    private static boolean isCall(int source, int value, List<Condition.InList> lists) {
        return source == OTHER_PROGRAM ? value >= 0 && value < lists.size() : source == 0 && value == LOAD_BYTES;
    }
}
