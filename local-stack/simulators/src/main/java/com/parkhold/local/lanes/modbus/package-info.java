/** The controllers that stand between the network and a barrier, with the address maps of real products. */
@NullMarked
package com.parkhold.local.lanes.modbus;

import org.jspecify.annotations.NullMarked;
