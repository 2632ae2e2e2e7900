package org.firewright.agent.netlink;

import java.util.ArrayList;
import java.util.List;

/** A message as it was received: its header's values and a view of its content. */
public final class Message {
    /** NLMSG_ERROR: an error, or with error 0 an acknowledgement. */
    static final int ERROR = 2;

    /** NLMSG_DONE: the end of several. */
    static final int DONE = 3;

    private static final int ERROR_HEADER = 4 + MessageWriter.HEADER;

    private final byte[] array;
    private final int from;
    private final int to;
    private final int type;
    private final int flags;
    private final int sequence;

    private Message(byte[] array, int from, int to) {
        this.array = array;
        this.from = from + MessageWriter.HEADER;
        this.to = to;
        this.type = HostOrder.u16(array, from + 4);
        this.flags = HostOrder.u16(array, from + 6);
        this.sequence = HostOrder.i32(array, from + 8);
    }

    /** Takes received bytes apart. */
    public static List<Message> read(Bytes bytes) throws MalformedMessageException {
        return read(bytes.array());
    }

    static List<Message> read(byte[] array) throws MalformedMessageException {
        List<Message> messages = new ArrayList<>();
        int next;
        for (int at = 0; at < array.length; at = next) {
            next = next(array, at, array.length);
            messages.add(new Message(array, at, at + HostOrder.i32(array, at)));
        }
        return messages;
    }

    /** Where the message behind the one at a position begins, at the most {@code to}; the length is checked. */
    static int next(byte[] array, int at, int to) throws MalformedMessageException {
        if (to - at < MessageWriter.HEADER) {
            throw new MalformedMessageException((to - at) + " bytes are left behind the last message.");
        }
        int length = HostOrder.i32(array, at);
        if (length < MessageWriter.HEADER || length > to - at) {
            throw new MalformedMessageException(
                    "A message claims " + length + " bytes where " + (to - at) + " are left.");
        }
        return at + Math.min((length + 3) & ~3, to - at);
    }

    /** The type. */
    public int type() {
        return type;
    }

    /** NLM_F_*, see {@link Flags}. */
    public int flags() {
        return flags;
    }

    /** The sequence of the request that it answers. */
    public int sequence() {
        return sequence;
    }

    /** Bytes behind the header. */
    public int length() {
        return to - from;
    }

    /** A byte of the family's header. */
    public int header(int index) throws MalformedMessageException {
        if (index >= length()) {
            throw new MalformedMessageException("A message of type " + type + " has only " + length() + " bytes.");
        }
        return Byte.toUnsignedInt(array[from + index]);
    }

    /** A copy of what stands behind a family's header of so many bytes. */
    public Bytes content(int headerBytes) throws MalformedMessageException {
        if (headerBytes > length()) {
            throw new MalformedMessageException("A message of type " + type + " has only " + length() + " bytes.");
        }
        return Bytes.of(array, from + headerBytes, to);
    }

    /** The attributes behind a family's header of so many bytes, a multiple of four. */
    public Attributes attributes(int headerBytes) throws MalformedMessageException {
        if (headerBytes > length()) {
            throw new MalformedMessageException("A message of type " + type + " has only " + length() + " bytes.");
        }
        return Attributes.read(array, from + headerBytes, to, 0);
    }

    /** The error number of an ERROR or DONE, positive, 0 where all is well. */
    int errno() throws MalformedMessageException {
        if (length() < 4) {
            return 0; // a DONE may come without
        }
        int negative = HostOrder.i32(array, from);
        if (negative > 0 || negative < -4095) { // MAX_ERRNO of linux/err.h
            throw new MalformedMessageException("There is no error number " + negative + ".");
        }
        return -negative;
    }

    /** An ERROR message as a value; see struct nlmsgerr of linux/netlink.h. */
    KernelError error() throws MalformedMessageException {
        if (length() < ERROR_HEADER) {
            throw new MalformedMessageException("An error has only " + length() + " bytes.");
        }
        int offset = 0;
        String text = "";
        if ((flags & Flags.ACK_ATTRIBUTES) != 0) {
            int repeated = HostOrder.i32(array, from + 4);
            boolean whole = (flags & Flags.CAPPED) == 0 && errno() != 0;
            int skip = whole ? Math.max(ERROR_HEADER, repeated + 4) : ERROR_HEADER;
            Attributes attributes = attributes((Math.min(skip, length()) + 3) & ~3);
            text = attributes.has(KernelError.TEXT)
                    ? attributes.get(KernelError.TEXT).text()
                    : "";
            offset = attributes.has(KernelError.OFFSET)
                    ? attributes.get(KernelError.OFFSET).host32()
                    : 0;
        }
        return new KernelError(sequence, errno(), offset, text);
    }
}
