package org.firewright.ui.frame;

import java.util.List;
import javafx.beans.Observable;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.NamespaceModel;

/** What stands in the sidebar's tree. */
sealed interface TargetNode {
    /** The name that is shown. */
    String name();

    /** As people write it, such as {@code lab1/acme}. */
    String text();

    /** What its look depends on. */
    List<Observable> observed();

    /** A host, with its namespaces below it. */
    record Host(HostModel host) implements TargetNode {
        @Override
        public String name() {
            return host.name();
        }

        @Override
        public String text() {
            return host.name();
        }

        @Override
        public List<Observable> observed() {
            return List.of(host.statusProperty(), host.lastReportProperty());
        }
    }

    /** A namespace of a host. */
    record Namespace(HostModel host, NamespaceModel namespace) implements TargetNode {
        @Override
        public String name() {
            return namespace.name();
        }

        @Override
        public String text() {
            return namespace.text();
        }

        @Override
        public List<Observable> observed() {
            return List.of(host.statusProperty(), namespace.rateProperty(), namespace.digestProperty());
        }
    }
}
