package org.firewright.ui.frame;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.firewright.remote.Prompts;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Threads;

/** Questions to the person, one after the other. Those who ask wait on another thread than JavaFX's. */
public final class QuestionsModel implements Prompts {
    private final Threads threads;
    private final Deque<Question> waiting = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<Question> current = new ReadOnlyObjectWrapper<>(this, "current");
    private boolean closed;

    /** What kind of answer is wanted. */
    public enum Kind {
        YES_OR_NO,
        TEXT,
        SECRET
    }

    /**
     * A question.
     *
     * @param fact something to be compared or copied, such as a fingerprint; may be empty
     * @param yes what the button says that agrees
     * @param answer empty when the person declines; empty text for a plain yes
     */
    public record Question(
            Kind kind,
            String title,
            String words,
            String fact,
            String yes,
            CompletableFuture<Optional<String>> answer) {}

    public QuestionsModel(Threads threads) {
        this.threads = threads;
    }

    /** The question that waits for an answer; null where there is none. */
    public ReadOnlyObjectProperty<Question> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** Answers the current question and asks the next; empty declines. */
    public void answer(Optional<String> answer) {
        Question asked = current.get();
        if (asked != null) {
            current.set(waiting.poll());
            asked.answer().complete(answer);
        }
    }

    /** Declines all that is and will be asked. */
    public void close() {
        closed = true;
        while (current.get() != null) {
            answer(Optional.empty());
        }
    }

    /** Asks for a line of text; to be called on the JavaFX thread, where the answer comes, too, if one comes. */
    public void askText(String title, String words, String yes, Consumer<String> answered) {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        var _ = answer.thenAccept(given -> given.ifPresent(answered));
        ask(new Question(Kind.TEXT, title, words, "", yes, answer));
    }

    /** Asks for a decision; to be called on the JavaFX thread, where the answer comes, too. */
    public void askWhether(String title, String words, String fact, String yes, Consumer<Boolean> answered) {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        var _ = answer.thenAccept(given -> answered.accept(given.isPresent()));
        ask(new Question(Kind.YES_OR_NO, title, words, fact, yes, answer));
    }

    @Override
    public boolean trustHostKey(String host, String keyType, String fingerprint) {
        return wait(
                        Kind.YES_OR_NO,
                        Texts.text("trust.title", host),
                        Texts.text("trust.words", keyType),
                        fingerprint,
                        Texts.text("trust.button"))
                .isPresent();
    }

    @Override
    public Optional<char[]> passphrase(String keyFile) {
        return wait(
                        Kind.SECRET,
                        Texts.text("passphrase.title"),
                        Texts.text("passphrase.words"),
                        keyFile,
                        Texts.text("passphrase.button"))
                .map(String::toCharArray);
    }

    @Override
    public Optional<char[]> sudoPassword(String user, String host) {
        return wait(
                        Kind.SECRET,
                        Texts.text("sudo.title", user, host),
                        Texts.text("sudo.words"),
                        "",
                        Texts.text("sudo.button"))
                .map(String::toCharArray);
    }

    private Optional<String> wait(Kind kind, String title, String words, String fact, String yes) {
        Question question = new Question(kind, title, words, fact, yes, new CompletableFuture<>());
        threads.fx().execute(() -> ask(question));
        return question.answer().join();
    }

    private void ask(Question question) {
        if (closed) {
            question.answer().complete(Optional.empty());
        } else if (current.get() == null) {
            current.set(question);
        } else {
            waiting.add(question);
        }
    }
}
