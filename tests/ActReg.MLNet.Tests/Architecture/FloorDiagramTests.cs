namespace ActReg.MLNet.Tests.Architecture;

[TestClass]
public sealed class FloorDiagramTests
{
    [TestMethod]
    public void It_has_floors_folders_and_the_arrows_that_no_others_stand_for() => Assert.AreEqual(
        """
        flowchart TD
            subgraph Plugin
                Plugin_Catalog[Catalog]
            end
            subgraph Training
                Training_Rows[Rows]
            end
            subgraph Engine
                Engine_[Engine]
                Engine_Plans[Plans]
                Engine_Steps_Dense[Steps/Dense]
                Engine_ --> Engine_Steps_Dense
                Engine_Steps_Dense --> Engine_Plans
            end
            Plugin --> Training
            Training --> Engine

        """,
        FloorDiagram.Draw(House.Of(
            ("Plugin/Catalog/Trainer.cs", "class Trainer { Row? _row; Plan? _plan; }"),
            ("Training/Rows/Row.cs", "class Row { Plan? _plan; }"),
            ("Engine/Runner.cs", "class Runner { Dense? _dense; Plan? _plan; }"),
            ("Engine/Steps/Dense/Dense.cs", "class Dense { Plan? _plan; }"),
            ("Engine/Plans/Plan.cs", "class Plan { }"))));
}
