namespace ActReg.MLNet.Tests.Architecture;

[TestClass]
public sealed class FloorsTests
{
    [TestMethod]
    public void A_use_of_a_higher_floor_is_named()
    {
        var house = House.Of(
            ("Training/Rows/TrainingSet.cs", "class TrainingSet { public float Row() => 0; }"),
            ("Engine/Steps/Dense/DenseStep.cs", "class DenseStep { float Run(TrainingSet rows) => rows.Row(); }"));
        House.BreachesAre(
            Floors.UpwardUses(House.Floors, house.FileUses),
            "Engine/Steps/Dense/DenseStep.cs uses Training/Rows/TrainingSet.cs (TrainingSet, TrainingSet.Row), "
            + "but Engine is below Training");
    }

    [TestMethod]
    public void A_floor_may_use_lower_ones_and_itself()
    {
        var house = House.Of(
            ("Plugin/A.cs", "class A { B? _b; C? _c; }"),
            ("Engine/Deep/B.cs", "class B { C? _c; }"),
            ("Engine/C.cs", "class C { B? _b; }"));
        House.BreachesAre(Floors.UpwardUses(House.Floors, house.FileUses));
    }

    [TestMethod]
    public void Each_part_of_a_type_obeys_its_own_floor()
    {
        var house = House.Of(
            ("Training/Rows.cs", "class Rows { }"),
            ("Training/Net.cs", "partial class Net { }"),
            ("Training/Net.Saving.cs", "partial class Net { public Plan? Saved; }"),
            ("Engine/Net.Extras.cs", "partial class Net { public static int Size; Rows? _rows; }"),
            ("Engine/Plan.cs", "class Plan { int _size = Net.Size; }"));
        House.BreachesAre(
            house.FileUses.Select(use => use.ToString()),
            "Training/Net.Saving.cs uses Engine/Plan.cs (Plan)",
            "Engine/Net.Extras.cs uses Training/Rows.cs (Rows)",
            "Engine/Plan.cs uses Engine/Net.Extras.cs (Net.Size)",
            "Engine/Plan.cs uses Training/Net.cs (Net)");
        House.BreachesAre(
            Floors.UpwardUses(House.Floors, house.FileUses),
            "Engine/Net.Extras.cs uses Training/Rows.cs (Rows), but Engine is below Training",
            "Engine/Plan.cs uses Training/Net.cs (Net), but Engine is below Training");
    }

    [TestMethod]
    public void A_file_on_no_floor_is_named() => House.BreachesAre(
        Floors.Misplaced(House.Floors, ["Rule.cs", "Plugin/Catalog/A.cs", "Cellar/Deep/B.cs"]),
        "Rule.cs lies in the project's own folder, which is no floor",
        "Cellar/Deep/B.cs lies in Cellar, which is no floor");
}
