package org.firewright.ui.model;

import java.util.concurrent.Executor;

/**
 * Where work runs, so that models can be tested without a toolkit.
 *
 * @param fx the JavaFX thread: all observable state is changed there and nowhere else
 * @param background for everything that can wait
 */
public record Threads(Executor fx, Executor background) {}
