/** Hikvision ISAPI: multipart with anpr.xml. */
@NullMarked
package com.parkhold.gate.camera.hikvision;

import org.jspecify.annotations.NullMarked;
