package com.parkhold.gate.camera;

/** Reads one vendor's pushes. Total: whatever bytes come, it answers, and keeps no picture. */
public interface PlateReader {

    /** The name in gate documents and in the address. */
    String vendor();

    /** Reads a push. */
    Reading read(CameraPush push);
}
