namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class SlotGroupsTests
{
    [TestMethod]
    public void Slots_go_by_what_stands_before_the_first_point()
    {
        Groups("Age: 0; City: 1 2; slot 3: 3; 1.5: 4; 1.7: 5", ["Age", "City.Rome", "City.St. Gallen", "", "1.5", "1.7"]);
        Groups("slot 0: 0; slot 1: 1", null, count: 2);
    }

    [TestMethod]
    public void Or_by_what_they_are_told() => Groups("pixels: 0 1; Age: 2", ["", "", "Age"], columnOf: (slot, name) => slot < 2 ? "pixels" : name);

    private static void Groups(string expected, string[]? names, int? count = null, Func<int, string, string>? columnOf = null) => Assert.AreEqual(
        expected, string.Join("; ", SlotGroups.Of(count ?? names!.Length, names, columnOf).Select(group => $"{group.Name}: {string.Join(' ', group.Slots)}")));
}
