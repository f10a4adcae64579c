namespace ActReg.MLNet.Tests.Architecture;

[TestClass]
public sealed class FolderCirclesTests
{
    [TestMethod]
    public void A_circle_is_named_with_the_shortest_way_round()
    {
        var house = House.Of(
            ("Engine/Plans/Plan.cs", "class Plan { Pass? _pass; }"),
            ("Engine/Plans/Layout.cs", "class Layout { Scratch? _scratch; }"),
            ("Engine/Plans/Order.cs", "class Order { Scratch? _scratch; }"),
            ("Engine/Plans/Sizes/Size.cs", "struct Size { }"),
            ("Engine/Passes/Pass.cs", "class Pass { Scratch? _scratch; }"),
            ("Engine/Passes/Room/Scratch.cs", "class Scratch { Plan? _plan; Size _size; }"));
        House.BreachesAre(
            FolderCircles.Among(house.FileUses),
            """
            3 folders use each other: Engine/Passes, Engine/Passes/Room, Engine/Plans. The shortest way round:
              Engine/Passes/Pass.cs uses Engine/Passes/Room/Scratch.cs (Scratch)
              Engine/Passes/Room/Scratch.cs uses Engine/Plans/Plan.cs (Plan)
              Engine/Plans/Plan.cs uses Engine/Passes/Pass.cs (Pass)
            """);
    }

    [TestMethod]
    public void A_folder_and_one_in_it_can_be_a_circle()
    {
        var house = House.Of(
            ("Engine/Plan.cs", "class Plan { Step? _step; }"),
            ("Engine/Steps/Step.cs", "class Step { Plan? _plan; }"));
        House.BreachesAre(
            FolderCircles.Among(house.FileUses),
            """
            2 folders use each other: Engine, Engine/Steps. The shortest way round:
              Engine/Plan.cs uses Engine/Steps/Step.cs (Step)
              Engine/Steps/Step.cs uses Engine/Plan.cs (Plan)
            """);
    }

    [TestMethod]
    public void Files_of_one_folder_may_use_each_other()
    {
        var house = House.Of(
            ("Engine/A.cs", "class A { B? _b; C? _c; }"),
            ("Engine/B.cs", "class B { A? _a; }"),
            ("Engine/Deep/C.cs", "class C { }"));
        House.BreachesAre(FolderCircles.Among(house.FileUses));
    }
}
