package org.firewright.cli;

import org.firewright.lab.LabStatus;

/** The lab as text or JSON. */
final class LabPicture {
    private LabPicture() {}

    static void print(LabStatus status, Output output) {
        output.line(
                switch (status.state()) {
                    case DOWN -> "The lab is down. Bring it up: app/firewright lab up";
                    case UP ->
                        "The lab is up. Log in: ssh -F " + status.sshConfig() + " "
                                + status.hosts().getFirst().name();
                    case BROKEN ->
                        "Something of the lab is missing. Mend it: app/firewright lab up; or remove it:"
                                + " app/firewright lab down";
                });
        if (!status.hosts().isEmpty()) {
            Columns hosts = new Columns("host", "address", "sshd", "traffic", "namespaces");
            for (LabStatus.LabHost host : status.hosts()) {
                hosts.row(
                        host.name(),
                        host.address(),
                        host.ssh() ? "answers" : "missing",
                        host.traffic() ? "runs" : "missing",
                        String.join(", ", host.customers()));
            }
            output.lines(hosts.lines(2));
        }
        output.value(status);
    }
}
