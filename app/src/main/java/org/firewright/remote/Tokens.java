package org.firewright.remote;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** What stands for something else in a value of ssh_config(5): tokens such as %h, and ${VARIABLES}. */
final class Tokens {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern TOKEN = Pattern.compile("%(.?)");

    private Tokens() {}

    /** Puts variables of the environment in; a name that is not set stays as it is. */
    static String environment(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = System.getenv(found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
    }

    /** Puts tokens in, each named by its letter; %% is a per cent sign. Throws a problem that names an unknown one. */
    static String expand(String text, Map<String, String> tokens) throws ProblemException {
        StringBuilder expanded = new StringBuilder();
        Matcher found = TOKEN.matcher(text);
        while (found.find()) {
            String letter = found.group(1);
            String value = letter.equals("%") ? "%" : tokens.get(letter);
            if (value == null) {
                throw ProblemException.of(
                        Problem.Kind.REQUEST,
                        "The SSH configuration says " + text + ", and " + found.group() + " is not known here.",
                        "Write the value itself.");
            }
            found.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        return found.appendTail(expanded).toString();
    }
}
