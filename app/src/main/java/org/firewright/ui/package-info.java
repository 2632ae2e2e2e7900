/**
 * The windows: views in FXML, controllers that wire, view models that know no control. The only package that
 * knows JavaFX. Work that can wait never runs on the JavaFX thread.
 */
package org.firewright.ui;
