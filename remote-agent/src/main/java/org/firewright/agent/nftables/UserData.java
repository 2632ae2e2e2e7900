package org.firewright.agent.nftables;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.netlink.Bytes;

/**
 * What we leave with our table and rules in the kernel: entries of type, length (a byte each) and value, as libnftnl
 * writes them. nft passes over types that it does not know; ours are far above those that it uses.
 */
final class UserData {
    /** NFTNL_UDATA_RULE_COMMENT: text with a NUL behind it. */
    private static final int COMMENT = 0;

    /** NFTNL_UDATA_SET_KEYBYTEORDER, and nft's BYTEORDER_HOST_ENDIAN. */
    private static final int KEY_ORDER = 0;

    private static final int HOST_ORDER = 1;

    private static final int RULE_ID = 0xF0;
    private static final int CHAIN_END = 0xF1;
    private static final int IDENTITY = 0xF2;
    /** What counted every packet of a chain in tables of older agents. */
    private static final int CHAIN_START = 0xF3;

    /** Bytes of a rule's identity. */
    static final int IDENTITY_LENGTH = 16;

    private static final int DIGEST = 0xF0;
    private static final int POLICY = 0xF1;
    private static final int BY = 0xF2;
    private static final int AT = 0xF3;

    /** NFTNL_UDATA_COMMENT_MAXLEN, the NUL not counted. */
    private static final int MAX_COMMENT = 128;

    /** What nft lists with the stamp. */
    private static final String STAMP_COMMENT = "tells what is in force";

    private static final int MAX_DIGEST = 64;
    private static final int MAX_TEXT = 64;

    private UserData() {}

    /** A rule's name as its comment, its id, and, unless it is empty, its identity. */
    static Bytes of(Rule rule, Bytes identity) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!rule.name().isEmpty()) {
            put(out, COMMENT, utf8(cut(rule.name(), MAX_COMMENT) + "\0"));
        }
        put(out, RULE_ID, utf8(rule.id()));
        putIdentity(out, identity);
        return Bytes.of(out.toByteArray());
    }

    /** Of a set: by what order nft is to read its keys. Names of interfaces it prints only when it is told. */
    static Bytes ofSet(int keyType) {
        if (keyType != DataType.IFNAME.number()) {
            return Bytes.EMPTY;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer order = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
        put(out, KEY_ORDER, order.putInt(HOST_ORDER).array());
        return Bytes.of(out.toByteArray());
    }

    /** Of the step behind a chain's rules that does what the chain's policy says. */
    static Bytes ofChainEnd(Bytes identity) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, COMMENT, utf8("everything else\0"));
        put(out, CHAIN_END, new byte[] {1});
        putIdentity(out, identity);
        return Bytes.of(out.toByteArray());
    }

    /** Whether it can be a rule of a policy, which neither {@link #ofChainEnd} nor what stood at a chain's start is. */
    static boolean isOfPolicy(Bytes userData) {
        Map<Integer, Bytes> entries = entries(userData);
        return !entries.containsKey(CHAIN_START) && !entries.containsKey(CHAIN_END);
    }

    /** A stamp; texts longer than the kernel has room for are cut. */
    static Bytes of(Stamp stamp) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, COMMENT, utf8(STAMP_COMMENT + "\0"));
        put(out, DIGEST, utf8(cut(stamp.digest(), MAX_DIGEST)));
        put(out, POLICY, utf8(cut(stamp.policy(), MAX_TEXT)));
        put(out, BY, utf8(cut(stamp.by(), MAX_TEXT)));
        put(out, AT, ByteBuffer.allocate(8).putLong(stamp.at()).array());
        return Bytes.of(out.toByteArray());
    }

    /** What there is, which may be null where there is none. */
    static Bytes orEmpty(Bytes userData) {
        return userData == null ? Bytes.EMPTY : userData;
    }

    /** A rule's id, empty where it has none that we could have given. */
    static String ruleId(Bytes userData) {
        String id = text(entries(userData).get(RULE_ID));
        return RulesetEncoder.RULE_ID.matcher(id).matches() ? id : "";
    }

    /** By what a rule is known again, empty where it has none. */
    static Bytes identity(Bytes userData) {
        return entries(userData).getOrDefault(IDENTITY, Bytes.EMPTY);
    }

    private static void putIdentity(ByteArrayOutputStream out, Bytes identity) {
        if (identity.length() > 0) {
            put(out, IDENTITY, identity.toArray());
        }
    }

    /** A rule's comment, empty where it has none. */
    static String comment(Bytes userData) {
        return text(entries(userData).get(COMMENT));
    }

    /** A stamp; one with empty texts where it has none of ours. */
    static Stamp stamp(Bytes userData) {
        Map<Integer, Bytes> entries = entries(userData);
        Bytes at = entries.get(AT);
        return new Stamp(
                text(entries.get(DIGEST)),
                text(entries.get(POLICY)),
                text(entries.get(BY)),
                at != null && at.length() == 8 ? ByteBuffer.wrap(at.toArray()).getLong() : 0);
    }

    /** Cuts a text to so many bytes of UTF-8 at the most, never within a character. */
    static String cut(String text, int bytes) {
        int end = 0;
        int length = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            length += utf8(Character.toString(character)).length;
            if (length > bytes) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }

    private static Map<Integer, Bytes> entries(Bytes userData) {
        Map<Integer, Bytes> entries = new HashMap<>();
        int at = 0;
        while (at + 2 <= userData.length() && at + 2 + userData.at(at + 1) <= userData.length()) {
            int end = at + 2 + userData.at(at + 1);
            entries.putIfAbsent(userData.at(at), userData.slice(at + 2, end));
            at = end;
        }
        return entries;
    }

    private static void put(ByteArrayOutputStream out, int type, byte[] value) {
        out.write(type);
        out.write(value.length);
        out.writeBytes(value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Bytes bytes) {
        if (bytes == null) {
            return "";
        }
        String text = new String(bytes.toArray(), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
