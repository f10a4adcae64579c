namespace ActReg.MLNet.Tests.Architecture;

[TestClass]
public sealed class ReservedTests
{
    [TestMethod]
    [DataRow(
        "using Microsoft.ML.Data; class A { string F() => DefaultColumnNames.Features; }",
        "DefaultColumnNames, DefaultColumnNames.Features")]
    [DataRow(
        "using Microsoft.ML.Runtime; class A { void F(IChannel channel) => channel.Warning(\"\"); }",
        "HostExtensions.Warning")]
    [DataRow(
        "using Microsoft.ML; using Microsoft.ML.Data; class A { object F(MLContext context) => context.Regression.GetEnvironment(); }",
        "CatalogUtils.GetEnvironment")]
    [DataRow("class A : Microsoft.ML.Trainers.TrainerInputBase { }", "new TrainerInputBase")]
    [DataRow("class A : Microsoft.ML.Trainers.TrainerInputBase { public A() { } }", "new TrainerInputBase")]
    [DataRow(
        """
        using Microsoft.ML;
        using Microsoft.ML.Trainers;

        abstract class A(Microsoft.ML.Runtime.IHostEnvironment env) : ModelParametersBase<float>(env, "A")
        {
            private protected override void SaveCore(ModelSaveContext context) { }
        }
        """,
        "ModelParametersBase.SaveCore, new ModelParametersBase")]
    [DataRow(
        "[assembly: Microsoft.ML.LoadableClass(typeof(A), null, typeof(A), \"\", \"\")] class A { }",
        "new LoadableClassAttribute")]
    public void An_internal_of_MLNet_is_named(string user, string names)
    {
        var house = House.Of(
            ("Plugin/Column.cs", "class Column { string _name = Microsoft.ML.Data.DefaultColumnNames.Score; }"),
            ("Training/A.cs", user));
        House.BreachesAre(
            Reserved.MLNetInternals("Plugin").Breaches(house.LibraryUses),
            $"Training/A.cs uses ML.NET's internals ({names}), but only Plugin may");
    }

    [TestMethod]
    [DataRow("using Microsoft.ML; class A { IDataView F(MLContext context, IDataView data) => context.Data.TakeRows(data, 1); }")]
    [DataRow("using Microsoft.ML.Data; /** <see cref=\"DefaultColumnNames\"/> */ class A { VBuffer<float> _row; }")]
    public void What_MLNet_shows_everyone_is_no_internal(string user) =>
        House.BreachesAre(Reserved.MLNetInternals().Breaches(House.Of(("Training/A.cs", user)).LibraryUses));

    [TestMethod]
    public void TorchSharp_elsewhere_is_named()
    {
        var house = House.Of(
            ("Engine/Torch/Set.cs", "class Set { TorchSharp.torch.Tensor? _rows; }"),
            ("Training/Custom.cs", "class Custom { Func<TorchSharp.torch.Tensor, double>? _penalty; }"),
            ("Engine/Torches/Step.cs", "using static TorchSharp.torch; class Step { Tensor F() => zeros(1); }"));
        House.BreachesAre(
            Reserved.TorchSharp("Engine/Torch", "Training/Custom.cs").Breaches(house.LibraryUses),
            "Engine/Torches/Step.cs uses TorchSharp (torch, torch.Tensor, torch.zeros), but only Engine/Torch, Training/Custom.cs may");
    }

    [TestMethod]
    public void A_leave_that_nobody_takes_is_named() => House.BreachesAre(
        Reserved.TorchSharp("Engine/Torch").Breaches(House.Of(("Engine/Torch/Set.cs", "class Set { }")).LibraryUses),
        "Engine/Torch may use TorchSharp, but does not");
}
