/** Small controls and formats that several places share. */
package org.firewright.ui.parts;
