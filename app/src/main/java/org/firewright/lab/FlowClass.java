package org.firewright.lab;

/**
 * A kind of packet that the lab's traffic consists of. Every packet carries its kind in its payload, so that
 * arrivals are told apart exactly. "Listed" sources are addresses of the sample's list of bad actors, "other"
 * sources are none of them; a login port is TCP 22, 23 or 3389, a web port TCP 80, 443 or 8080.
 */
public enum FlowClass {
    LISTED_LOGIN(18),
    LISTED_WEB(6),
    /** UDP to the numbers of the login ports: a rule about TCP ports must let it pass. */
    LISTED_UDP(3),
    /** ICMP echo requests. */
    LISTED_PING(2),
    OTHER_LOGIN(4),
    OTHER_WEB(38),
    /** UDP to port 53. */
    OTHER_DNS(12),
    OTHER_PING(3),
    /** IPv6, from prefixes of the sample's list of Germany. */
    GERMAN6_WEB(5),
    /** IPv6, from elsewhere, as all that follow. */
    OTHER6_LOGIN(2),
    OTHER6_WEB(6),
    /** ICMPv6 echo requests. */
    OTHER6_PING(1);

    private final int percent;

    FlowClass(int percent) {
        this.percent = percent;
    }

    /** Its part of all packets when nobody says otherwise; the parts of all kinds add up to 100. */
    public int percent() {
        return percent;
    }
}
