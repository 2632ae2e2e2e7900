package org.firewright.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFramesTest {
    @Test
    void messagesFollowEachOther() throws IOException {
        MessageFrames frames = frames("Content-Length: 2\r\n\r\n{}content-length:4\nContent-Type: x\n\n\"ä\"");
        assertThat(frames.next()).isEqualTo("{}");
        assertThat(frames.next()).isEqualTo("\"ä\"");
        assertThat(frames.next()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 2000000000\r\n\r\n', at most",
        "'Content-Length: 33554433\r\n\r\n', at most",
        "'Content-Length: 99999999999999999999\r\n\r\n', not a number",
        "'Content-Length: -1\r\n\r\n', not a number",
        "'Content-Length: two\r\n\r\n', not a number",
        "'\r\n\r\n', names no Content-Length",
        "'Content-Type: x\r\n\r\n', names no Content-Length",
        "'Content-Length: 10\r\n\r\n{}', ends after 2 bytes",
        "'Content-Len', ends within",
    })
    void whatIsNoMessageEndsWithASentence(String stream, String sentence) {
        MessageFrames frames = frames(stream);
        assertThatThrownBy(frames::next).isInstanceOf(IOException.class).hasMessageContaining(sentence);
    }

    @Test
    void aHeaderWithoutEndIsNotReadForEver() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(new MessageFrames(endless)::next)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("header is longer");
    }

    private static MessageFrames frames(String stream) {
        return new MessageFrames(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
    }
}
