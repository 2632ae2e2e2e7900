package org.firewright.ui.lists;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.firewright.iplist.ListFetcher;
import org.firewright.ui.Controllers;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.model.Area;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Tasks;
import org.firewright.ui.model.Threads;

/** The models of the Lists place, and the controllers that show them. */
public final class ListsPlace {
    private ListsPlace() {}

    /**
     * Registers how the place's controllers are made.
     *
     * @return goes to the place and shows files as new lists, before they are used
     */
    public static Consumer<List<Path>> register(
            Controllers controllers,
            Threads threads,
            Tasks tasks,
            ProjectModel project,
            HostsModel hosts,
            Navigation navigation) {
        ListFetcher fetcher = ListFetcher.ofUser();
        ListsModel lists = new ListsModel(threads, project, hosts, navigation, fetcher);
        RangesModel ranges = new RangesModel();
        MapModel map = new MapModel(threads);
        ListSheets sheets = new ListSheets();
        ImportModel imports = new ImportModel(threads, tasks, project, lists, fetcher);
        ExportModel exports = new ExportModel(threads, tasks);
        ListChanges changes = new ListChanges(project);
        lists.chosenProperty().subscribe(entry -> {
            ranges.show(
                    entry == null ? "" : entry.name(), entry == null ? RangeRows.EMPTY : new RangeRows(entry.ranges()));
            map.show(entry == null ? RangeRows.EMPTY.ranges() : entry.ranges());
        });
        ListDrop.Taker taker = (sources, list) -> {
            if (sheets.openProperty().get() == Sheet.NONE) {
                imports.begin(list.map(ListEntry::name).orElse(""));
            }
            sheets.open(Sheet.IMPORT);
            imports.takeAll(sources);
        };
        FileChoice files = FileChoice.SYSTEM;
        controllers
                .add(ListsController.class, () -> new ListsController(lists, sheets, imports, exports, taker))
                .add(ListTableController.class, () -> new ListTableController(lists, sheets))
                .add(ListPreviewController.class, () -> new ListPreviewController(imports))
                .add(ListRangesController.class, () -> new ListRangesController(lists, ranges, map, threads))
                .add(ListMapController.class, () -> new ListMapController(lists, ranges, map))
                .add(ListFactsController.class, () -> new ListFactsController(lists, sheets, navigation))
                .add(ListImportController.class, () -> new ListImportController(lists, imports, sheets, files))
                .add(ListContainsController.class, () -> new ListContainsController(lists, ranges, sheets))
                .add(ListRenameController.class, () -> new ListRenameController(lists, changes, sheets))
                .add(ListRemoveController.class, () -> new ListRemoveController(lists, changes, sheets))
                .add(ListExportController.class, () -> new ListExportController(lists, exports, sheets, files))
                .add(ListBadLinesController.class, () -> new ListBadLinesController(lists, sheets));
        return dropped -> {
            navigation.areaProperty().set(Area.LISTS);
            taker.take(
                    dropped.stream().<ImportSource>map(ImportSource.OfFile::new).toList(), Optional.empty());
        };
    }
}
