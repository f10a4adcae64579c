namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class SlotGroupsTests
{
    /// <summary>Scalars and slots of vectors, whose names look alike.</summary>
    [TestMethod]
    public void Slots_go_by_the_column_that_their_names_begin_with()
    {
        string[] names = ["Sepal.Length", "Sepal.Width", "City.Rome", "City.St. Gallen", "", "1.5", "Age", "My.City.Rome", "My.City.St. Gallen", "My.Age", "Cityscape.0"];
        const string Ends = "slot 4: 4; 1.5: 5; Age: 6";
        Groups($"Sepal.Length: 0; Sepal.Width: 1; City: 2 3; {Ends}; My.City: 7 8; My.Age: 9; Cityscape.0: 10", names, columns: ["City", "My.City", "Features"]);
        Groups($"Sepal: 0 1; City: 2 3; {Ends}; My.City: 7 8; My: 9; Cityscape.0: 10", names, columns: ["City", "My", "My.City", "Sepal"]);
        Groups("Text: 0; Text.Char: 1", ["Text.Word.a", "Text.Char"], columns: ["Text", "Text.Char"]);
        Groups("slot 0: 0; slot 1: 1", null, count: 2);
    }

    /// <summary>Where there are no columns any more, blocks are still marked; what is not stays apart.</summary>
    [TestMethod]
    public void Blocks_of_categories_stay_together()
    {
        string[] names = ["Sizes.0", "Sizes.1", "City.(missing)", "City.St. Gallen", "City.St. Moritz", "A.Word.x", "A.Word.y", "A.City.x", "red", "blue"];
        Groups(
            "Sizes.0: 0; Sizes.1: 1; City: 2 3 4; A.Word: 5 6; A.City: 7; slots 8 to 9: 8 9", names, blocks: [new(2, 3), new(5, 2), new(7, 1), new(8, 2)], columns: ["A"]);
        Groups("City.St: 0 1", ["City.St. Gallen", "City.St. Moritz"], blocks: [new(0, 2)]);
        Groups("City: 0 1", ["City.St. Gallen", "City.St. Moritz"], blocks: [new(0, 2)], columns: ["City"], width: 2);
        Groups("slots 0 to 2: 0 1 2; slot 3: 3", null, count: 4, blocks: [new(0, 3)]);
        Groups("only: 0", ["only"], blocks: [new(0, 1)]);
    }

    [TestMethod]
    public void Or_by_what_they_are_told() => Groups("pixels: 0 1; Age: 2", ["", "", "Age"], blocks: [new(1, 2)], columnOf: (slot, name) => slot < 2 ? "pixels" : name);

    private static void Groups(
        string expected, string[]? names, int? count = null, CategoryBlock[]? blocks = null, string[]? columns = null, int width = 0, Func<int, string, string>? columnOf = null)
    {
        var groups = new SlotGroups(names, blocks ?? [], (columns ?? []).ToDictionary(name => name, _ => width));
        Assert.AreEqual(expected, string.Join("; ", groups.Of(count ?? names!.Length, columnOf).Select(group => $"{group.Name}: {string.Join(' ', group.Slots)}")));
    }
}
