package org.firewright.test.bpf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.firewright.agent.bpf.Bpffs;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A folder of bpffs for one test, removed with all its pins afterwards. */
final class PinFolder implements BeforeEachCallback, AfterEachCallback {
    private final Path path = Bpffs.MOUNT_POINT.resolve(
            "firewright-test-" + ProcessHandle.current().pid());

    Path path() {
        return path;
    }

    /** The names of the pins, in their order. */
    List<String> names() throws IOException {
        return Bpffs.pins(path).stream()
                .map(pin -> pin.getFileName().toString())
                .toList();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Bpffs.prepare(path);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (Path pin : Bpffs.pins(path)) {
            Files.delete(pin);
        }
        Files.delete(path);
    }
}
