/** Where cameras push to. */
@NullMarked
package com.parkhold.gate.camera.web;

import org.jspecify.annotations.NullMarked;
