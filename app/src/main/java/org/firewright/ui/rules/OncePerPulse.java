package org.firewright.ui.rules;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;

/** Work that is done before the next frame, once, however often it is asked for. */
final class OncePerPulse {
    private final Node node;
    private final Runnable work;
    private boolean asked;

    /**
     * Makes one.
     *
     * @param node whose window's frames are meant
     */
    OncePerPulse(Node node, Runnable work) {
        this.node = node;
        this.work = work;
    }

    void ask() {
        Scene scene = node.getScene();
        if (scene == null) {
            work.run();
        } else if (!asked) {
            asked = true;
            scene.addPreLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    scene.removePreLayoutPulseListener(this);
                    asked = false;
                    work.run();
                }
            });
            Platform.requestNextPulse();
        }
    }
}
