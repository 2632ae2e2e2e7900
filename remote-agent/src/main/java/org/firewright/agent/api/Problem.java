package org.firewright.agent.api;

/**
 * Something that stands in the way, told so that a person can act on it.
 *
 * @param kind for programs: what family of problem it is
 * @param place where
 * @param sentence what happened
 * @param remedy what to do about it, a sentence; may be empty
 */
public record Problem(Kind kind, Place place, String sentence, String remedy) {
    /** JSON-RPC error code under which a problem travels; from the range that JSON-RPC 2.0 leaves to servers. */
    public static final int ERROR_CODE = -32050;

    /** The whole of it on one line: place, what happened, what to do. */
    public String text() {
        String where = place.text();
        return (where.isEmpty() ? "" : where + ": ") + sentence + (remedy.isEmpty() ? "" : " " + remedy);
    }

    /** Families of problems, as far as a program would act differently on them. */
    public enum Kind {
        /** The request itself makes no sense. */
        REQUEST,
        /** The two sides speak different protocols. */
        PROTOCOL,
        /** The host's kernel, or what is installed there, lacks something. */
        MISSING_FEATURE,
        /** Not allowed. */
        PERMISSION,
        /** Named namespace, pin or content is not there. */
        NOT_FOUND,
        /** A content does not have the digest that it is named by, or cannot be read. */
        CONTENT,
        /** The kernel refused a rule, set, map or program. */
        REFUSED,
        /** Somebody else changed the rules, or is changing them. */
        CONFLICT,
        /** Could not be reached, or went away. */
        CONNECTION,
        /** A fault of ours. */
        INTERNAL
    }
}
