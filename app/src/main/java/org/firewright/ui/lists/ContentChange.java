package org.firewright.ui.lists;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.firewright.agent.api.Problem;
import org.firewright.ui.Texts;
import org.firewright.ui.model.History;
import org.firewright.ui.model.Tasks;

/**
 * That the content of a list's file was replaced: put back in the background, and made again.
 *
 * @param file the list's file
 * @param before where the content from before is kept; empty where there was no file
 * @param after where the new content is kept
 * @param changed is called when the file has been written
 * @param failed is told why it could not be
 */
record ContentChange(
        Tasks tasks, Path file, Optional<Path> before, Optional<Path> after, Runnable changed, Consumer<Problem> failed)
        implements History.Effect {
    @Override
    public void undo() {
        put(before);
    }

    @Override
    public void redo() {
        put(after);
    }

    private void put(Optional<Path> content) {
        tasks.run(
                Texts.text("lists.import.writing", file),
                () -> {},
                text -> {},
                steps -> {
                    ListFiles.put(file, content);
                    return file;
                },
                done -> changed.run(),
                failed);
    }
}
