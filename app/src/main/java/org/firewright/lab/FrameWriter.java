package org.firewright.lab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;
import org.firewright.lab.FlowClass.Source;
import org.firewright.lab.FlowClass.Transport;

/** Writes the frames of one customer's traffic: Ethernet, IP, TCP, UDP or ICMP, a tag, right checksums. */
final class FrameWriter {
    /** The most bytes a frame takes. */
    static final int MAX_FRAME = 14 + 40 + 20 + Tag.LENGTH;

    private static final int HOPS = 57; // as if it came from some way off
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;
    private static final int SYN = 0x02;

    /** 02:fe:00:00 and the customer's number: the beginning of the link's addresses, see host.sh. */
    private static final int MAC_START = 0x02fe_0000;

    /** 192.0.2.0, of which each customer has a quarter, see host.sh. */
    private static final int SERVERS_V4 = 0xc000_0200;

    private final int customer;
    private final AddressPool addresses;
    private final RandomGenerator random;
    private final long[] v6 = new long[2];

    FrameWriter(int customer, AddressPool addresses, RandomGenerator random) {
        this.customer = customer;
        this.addresses = addresses;
        this.random = random;
    }

    /** Writes a frame from the buffer's beginning on, and sets its position and limit around it. */
    void write(FlowClass flow, int flowIndex, long sequence, ByteBuffer frame) {
        frame.clear().order(ByteOrder.BIG_ENDIAN);
        int number = customer + 1;
        frame.putInt(MAC_START).putChar((char) (number << 8 | 0x02));
        frame.putInt(MAC_START).putChar((char) (number << 8 | 0x01));
        int transportLength = headerLength(flow.transport()) + Tag.LENGTH;
        int protocol = protocol(flow);
        int pseudo;
        if (flow.v6()) {
            pseudo = v6(flow, number, transportLength, protocol, frame);
        } else {
            pseudo = v4(flow, transportLength, protocol, frame);
        }
        int start = frame.position();
        int checksumAt = start + transport(flow, frame);
        new Tag(customer, flowIndex, sequence).write(frame);
        int checksum = fold(sum(frame, start, transportLength, pseudo));
        // Zero would say of UDP that there is no checksum (RFC 768).
        frame.putChar(checksumAt, (char) (checksum == 0 && flow.transport() == Transport.UDP ? 0xffff : checksum));
        frame.flip();
    }

    /** The IPv4 header; returns what its pseudo-header adds to the checksum behind it (nothing for ICMP). */
    private int v4(FlowClass flow, int transportLength, int protocol, ByteBuffer frame) {
        int source = flow.source() == Source.LISTED ? addresses.listed() : addresses.other();
        int destination = SERVERS_V4 + customer * 64 + 1 + random.nextInt(62);
        frame.putChar((char) 0x0800);
        int start = frame.position();
        frame.putChar((char) 0x4500).putChar((char) (20 + transportLength));
        frame.putChar((char) random.nextInt(1 << 16)).putChar((char) 0x4000); // don't fragment
        frame.put((byte) HOPS).put((byte) protocol).putChar((char) 0);
        frame.putInt(source).putInt(destination);
        frame.putChar(start + 10, (char) fold(sum(frame, start, 20, 0)));
        return protocol == ICMP ? 0 : sum(frame, start + 12, 8, protocol + transportLength);
    }

    /** The IPv6 header; returns what its pseudo-header (RFC 8200, 8.1) adds to the checksum behind it. */
    private int v6(FlowClass flow, int number, int transportLength, int protocol, ByteBuffer frame) {
        frame.putChar((char) 0x86dd);
        int start = frame.position();
        frame.putInt(0x6000_0000 | random.nextInt(1 << 20)).putChar((char) transportLength);
        frame.put((byte) protocol).put((byte) HOPS);
        addresses.v6(flow.source() == Source.GERMAN6, v6);
        frame.putLong(v6[0]).putLong(v6[1]);
        frame.putLong(0x2001_0db8_0000_0100L | (long) number << 16).putLong(1 + random.nextInt(0xffff));
        return sum(frame, start + 8, 32, protocol + transportLength);
    }

    /** The header behind IP, its checksum still zero; returns where in it the checksum belongs. */
    private int transport(FlowClass flow, ByteBuffer frame) {
        int clientPort = 1024 + random.nextInt((1 << 16) - 1024);
        int serverPort = flow.port(random);
        return switch (flow.transport()) {
            case TCP -> {
                frame.putChar((char) clientPort).putChar((char) serverPort);
                frame.putInt(random.nextInt()).putInt(0);
                frame.putChar((char) (5 << 12 | SYN)).putChar((char) 64_240).putInt(0);
                yield 16;
            }
            case UDP -> {
                frame.putChar((char) clientPort).putChar((char) serverPort);
                frame.putChar((char) (8 + Tag.LENGTH)).putChar((char) 0);
                yield 6;
            }
            case ICMP -> {
                frame.put((byte) (flow.v6() ? 128 : 8)).put((byte) 0).putChar((char) 0);
                frame.putChar((char) clientPort).putChar((char) 1);
                yield 2;
            }
        };
    }

    private static int protocol(FlowClass flow) {
        return switch (flow.transport()) {
            case TCP -> TCP;
            case UDP -> UDP;
            case ICMP -> flow.v6() ? ICMPV6 : ICMP;
        };
    }

    private static int headerLength(Transport transport) {
        return transport == Transport.TCP ? 20 : 8;
    }

    /** The sum of 16-bit words (RFC 1071), added to another; all lengths here are even. */
    static int sum(ByteBuffer frame, int start, int length, int initial) {
        int sum = initial;
        for (int i = start; i < start + length; i += 2) {
            sum += frame.getChar(i);
        }
        return sum;
    }

    /** Folds the carries in and complements: the checksum. */
    static int fold(int sum) {
        int folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return ~folded & 0xffff;
    }
}
