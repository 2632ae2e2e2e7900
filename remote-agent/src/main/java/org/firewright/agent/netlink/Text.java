package org.firewright.agent.netlink;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Names as text, without losing any. The kernel takes every byte in a name but NUL, so a name may not be UTF-8; each byte
 * that belongs to no character stands as one of the 128 private characters from {@link #FIRST} on, which no name has reason
 * to hold. A name that holds one all the same is taken byte by byte, so every name has its own text.
 */
public final class Text {
    /** Stands for the byte 0x80; U+F7FF stands for 0xFF. */
    private static final char FIRST = '\uF780';

    private static final char LAST = '\uF7FF';

    private Text() {}

    /** Reads UTF-8 and keeps what is not. */
    public static String of(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf(0xFFFD) >= 0 || holdsByte(text) ? careful(bytes, from, to) : text;
    }

    /** The bytes that a text was read from; what has none in UTF-8 becomes a question mark. */
    public static byte[] bytes(String text) {
        if (!holdsByte(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int next;
        for (int at = 0; at < text.length(); at = next) {
            int code = text.codePointAt(at);
            next = at + Character.charCount(code);
            if (code >= FIRST && code <= LAST) {
                out.write(code - FIRST + 0x80);
            } else {
                out.writeBytes(text.substring(at, next).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    /** For reading: bytes that belong to no character as {@code \xHH}. */
    public static String shown(String text) {
        if (!holdsByte(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (isByte(each)) {
                out.append("\\x%02x".formatted(each - FIRST + 0x80));
            } else {
                out.append(each);
            }
        }
        return out.toString();
    }

    /** A loop and no stream: every name in every message is looked at. */
    private static boolean holdsByte(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isByte(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isByte(char each) {
        return each >= FIRST && each <= LAST;
    }

    private static String careful(byte[] bytes, int from, int to) {
        StringBuilder out = new StringBuilder();
        int length;
        for (int at = from; at < to; at += length) {
            length = 1;
            String character = null;
            for (int longest = Math.min(4, to - at); length <= longest && character == null; length++) {
                character = character(bytes, at, length);
            }
            if (character == null || isByte(character.charAt(0))) {
                length = 1;
                int value = Byte.toUnsignedInt(bytes[at]);
                out.append(value < 0x80 ? (char) value : (char) (FIRST + value - 0x80));
            } else {
                length--;
                out.append(character);
            }
        }
        return out.toString();
    }

    /** The character that so many bytes are, null where they are none. */
    private static String character(byte[] bytes, int from, int length) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer out = CharBuffer.allocate(2);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes, from, length), out, true);
        return result.isUnderflow() && out.position() > 0 ? out.flip().toString() : null;
    }
}
