@NullMarked
package com.parkhold.local.lanes.isapi;

import org.jspecify.annotations.NullMarked;
