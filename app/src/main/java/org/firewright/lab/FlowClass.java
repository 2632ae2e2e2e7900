package org.firewright.lab;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A kind of packet that the lab's traffic consists of. Every packet carries its kind in its payload, so that
 * arrivals are told apart exactly. "Listed" sources are addresses of the sample's list of bad actors, "other"
 * sources are none of them; a login port is TCP 22, 23 or 3389, a web port TCP 80, 443 or 8080.
 */
public enum FlowClass {
    LISTED_LOGIN(18, Source.LISTED, Transport.TCP, Ports.LOGIN),
    LISTED_WEB(6, Source.LISTED, Transport.TCP, Ports.WEB),
    /** UDP to the numbers of the login ports: a rule about TCP ports must let it pass. */
    LISTED_UDP(3, Source.LISTED, Transport.UDP, Ports.LOGIN),
    /** ICMP echo requests. */
    LISTED_PING(2, Source.LISTED, Transport.ICMP, Ports.NONE),
    OTHER_LOGIN(4, Source.OTHER, Transport.TCP, Ports.LOGIN),
    OTHER_WEB(38, Source.OTHER, Transport.TCP, Ports.WEB),
    /** UDP to port 53. */
    OTHER_DNS(12, Source.OTHER, Transport.UDP, Ports.DNS),
    OTHER_PING(3, Source.OTHER, Transport.ICMP, Ports.NONE),
    /** IPv6, from prefixes of the sample's list of Germany. */
    GERMAN6_WEB(5, Source.GERMAN6, Transport.TCP, Ports.WEB),
    /** IPv6, from elsewhere, as all that follow. */
    OTHER6_LOGIN(2, Source.OTHER6, Transport.TCP, Ports.LOGIN),
    OTHER6_WEB(6, Source.OTHER6, Transport.TCP, Ports.WEB),
    /** ICMPv6 echo requests. */
    OTHER6_PING(1, Source.OTHER6, Transport.ICMP, Ports.NONE);

    /** All kinds, in order. */
    static final List<FlowClass> ALL = List.of(values());

    private final int percent;
    private final Source source;
    private final Transport transport;
    private final Ports ports;

    FlowClass(int percent, Source source, Transport transport, Ports ports) {
        this.percent = percent;
        this.source = source;
        this.transport = transport;
        this.ports = ports;
    }

    /** Where packets come from. */
    enum Source {
        LISTED,
        OTHER,
        GERMAN6,
        OTHER6
    }

    /** What follows the IP header; ICMP stands for ICMPv6 over IPv6. */
    enum Transport {
        TCP,
        UDP,
        ICMP
    }

    private enum Ports {
        NONE,
        LOGIN,
        WEB,
        DNS
    }

    /** Its part of all packets when nobody says otherwise; the parts of all kinds add up to 100. */
    public int percent() {
        return percent;
    }

    /** Whether it is IPv6. */
    public boolean v6() {
        return source == Source.GERMAN6 || source == Source.OTHER6;
    }

    Source source() {
        return source;
    }

    Transport transport() {
        return transport;
    }

    /** One of its destination ports; 0 for ICMP. */
    int port(RandomGenerator random) {
        return switch (ports) {
            case NONE -> 0;
            case LOGIN -> oneOf(random, 22, 23, 3389);
            case WEB -> oneOf(random, 80, 443, 8080);
            case DNS -> 53;
        };
    }

    private static int oneOf(RandomGenerator random, int... numbers) {
        return numbers[random.nextInt(numbers.length)];
    }
}
