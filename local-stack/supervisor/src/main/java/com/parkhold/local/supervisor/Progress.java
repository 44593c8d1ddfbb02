package com.parkhold.local.supervisor;

/** Where a line for the person in front of the terminal goes. */
@FunctionalInterface
public interface Progress {
    void say(String line);
}
