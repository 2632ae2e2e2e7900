package org.firewright.lab;

/** The traffic generator of one host: a program of its own, started by the lab's script. */
final class Traffic {
    private Traffic() {}
}
