package org.firewright.test.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.firewright.agent.netlink.Bytes;

/** The messages that {@code nft --debug=mnl} shows before it sends them, as the bytes that they are. */
final class MnlDump {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern LENGTH = Pattern.compile("^\\|\\s+(\\d{10})\\s+\\|\\s+\\| message length \\|");
    private static final Pattern TYPE = Pattern.compile("^\\| (\\d{5}) \\| (....) \\|\\s+\\|  type \\| flags");
    private static final Pattern ATTRIBUTE = Pattern.compile("^\\|(\\d{5})\\|(.)(.)\\|(\\d{5})\\|");
    private static final Pattern DATA = Pattern.compile("^\\| (..) (..) (..) (..)  \\|");

    private MnlDump() {}

    private static final int HEADER = 16;

    /**
     * A message.
     *
     * @param length how long it says that it is, with its header
     * @param content what stands behind its header
     */
    record Sent(int length, int type, Bytes content) {
        /** Whether nft has shown all of it: its errors may get in between. */
        boolean isWhole() {
            return content.length() + HEADER == ((length + 3) & ~3);
        }
    }

    static List<Sent> messages(String dump) {
        List<Sent> messages = new ArrayList<>();
        ByteArrayOutputStream content = null;
        int type = 0;
        int bytes = 0;
        for (String line : COLOUR.matcher(dump).replaceAll("").split("\n", -1)) {
            Matcher length = LENGTH.matcher(line);
            Matcher kind = TYPE.matcher(line);
            Matcher attribute = ATTRIBUTE.matcher(line);
            Matcher data = DATA.matcher(line);
            if (length.find()) {
                if (content != null) {
                    messages.add(new Sent(bytes, type, Bytes.of(content.toByteArray())));
                }
                content = new ByteArrayOutputStream();
                bytes = Integer.parseInt(length.group(1));
                continue;
            }
            if (content == null) {
                continue;
            }
            if (kind.find()) {
                type = Integer.parseInt(kind.group(1));
            } else if (attribute.find()) {
                int flags = (attribute.group(2).equals("N") ? 0x8000 : 0)
                        | (attribute.group(3).equals("B") ? 0x4000 : 0);
                content.writeBytes(ByteBuffer.allocate(4)
                        .order(ByteOrder.nativeOrder())
                        .putShort(Short.parseShort(attribute.group(1)))
                        .putShort((short) (Integer.parseInt(attribute.group(4)) | flags))
                        .array());
            } else if (data.find()) {
                for (int i = 1; i <= 4; i++) {
                    content.writeBytes(HexFormat.of().parseHex(data.group(i)));
                }
            }
        }
        if (content != null) {
            messages.add(new Sent(bytes, type, Bytes.of(content.toByteArray())));
        }
        return messages;
    }
}
