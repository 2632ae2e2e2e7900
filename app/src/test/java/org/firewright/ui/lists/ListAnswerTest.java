package org.firewright.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListAnswerTest {
    private static final List<ListEntry> LISTS = List.of(
            Lists.entry("a", "192.0.2.0/24", "2001:db8::/32"),
            Lists.entry("b", "192.0.2.0-192.0.2.127"),
            Lists.entry("c", "198.51.100.1"));

    @Test
    void asksEveryList() {
        assertThat(ListAnswer.of(LISTS, "192.0.2.7"))
                .extracting(ListAnswer::list, ListAnswer::part, ListAnswer::range)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", ListAnswer.Part.ALL, "192.0.2.0/24"),
                        org.assertj.core.groups.Tuple.tuple("b", ListAnswer.Part.ALL, "192.0.2.0/25"),
                        org.assertj.core.groups.Tuple.tuple("c", ListAnswer.Part.NONE, ""));
        assertThat(ListAnswer.of(LISTS, "192.0.2.0/24"))
                .extracting(ListAnswer::part)
                .containsExactly(ListAnswer.Part.ALL, ListAnswer.Part.SOME, ListAnswer.Part.NONE);
        assertThat(ListAnswer.of(LISTS, "2001:db8::1"))
                .extracting(ListAnswer::part)
                .containsExactly(ListAnswer.Part.ALL, ListAnswer.Part.NONE, ListAnswer.Part.NONE);
    }

    @Test
    void doesNotSpeakForAListThatCouldNotBeRead() {
        ListEntry read = LISTS.getFirst();
        ListEntry unread = new ListEntry(
                read.definition(), Optional.empty(), "gone", Optional.empty(), read.use(), new Forecast(0, 0, 0));
        assertThat(ListAnswer.of(List.of(unread), "192.0.2.7"))
                .extracting(ListAnswer::part)
                .containsExactly(ListAnswer.Part.UNKNOWN);
    }

    @Test
    void answersNothingToHalfAnAddress() {
        assertThat(ListAnswer.of(LISTS, "192.0.")).isEmpty();
        assertThat(ListAnswer.of(LISTS, "")).isEmpty();
    }
}
