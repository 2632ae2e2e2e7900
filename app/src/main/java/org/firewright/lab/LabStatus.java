package org.firewright.lab;

import java.util.List;

/**
 * How the lab is.
 *
 * @param name the lab's, see {@link Lab}
 * @param state of all of it together
 * @param hosts in order; empty when it is down
 * @param sshConfig the file for {@code ssh -F}, empty when it is down
 */
public record LabStatus(String name, State state, List<LabHost> hosts, String sshConfig) {
    public LabStatus {
        hosts = List.copyOf(hosts);
    }

    /** Of the lab as a whole. */
    public enum State {
        /** There is nothing of it. */
        DOWN,
        /** Every host answers and has its traffic. */
        UP,
        /** Something of it is missing; up mends it, down removes it. */
        BROKEN
    }

    /**
     * One host of the lab.
     *
     * @param name as in the SSH configuration
     * @param address where its sshd listens, empty while unknown
     * @param ssh whether an SSH server answers there
     * @param traffic whether its traffic generator answers
     * @param customers its network namespaces
     */
    public record LabHost(String name, String address, boolean ssh, boolean traffic, List<String> customers) {
        public LabHost {
            customers = List.copyOf(customers);
        }

        /** Whether everything of it is there. */
        public boolean whole() {
            return ssh && traffic;
        }
    }
}
