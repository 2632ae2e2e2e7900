package org.firewright.test.ui;

/** Projects of a rule or two. */
final class SmallProjects {
    /** One rule for one host. */
    static final String OTHER = """
            firewright: 1
            name: Other
            policies:
              far:
                hook: input
                default: accept
                rules:
                  - {name: Far away, when: tcp.dstport == 1, action: count}
            targets:
              edge9:
                root: far
            """;

    /** Two rules, neither of which can be deployed. */
    static final String WRONG = """
            firewright: 1
            name: Wrong
            policies:
              edge:
                hook: forward
                default: accept
                rules:
                  - {name: Typing error, when: tcp.dstprt == 80, action: drop}
                  - {name: Missing list, when: ip.src in $nowhere, action: drop}
            targets:
              lab1:
                acme: edge
            """;

    private SmallProjects() {}
}
