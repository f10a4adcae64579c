using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

[TestClass]
public sealed class BadInputsTests
{
    private readonly IDataView _data = SampleData.Regression(new MLContext());

    [TestMethod]
    public void A_column_goes() =>
        Assert.IsNull(BadInputs.WithoutColumn(_data, "Features").Schema.GetColumnOrNull("Features"));

    [TestMethod]
    public void Items_change_their_type() => HasType(
        BadInputs.WithColumnType(_data, "Features", DataKind.Double),
        new VectorDataViewType(NumberDataViewType.Double, SampleData.FeatureCount));

    [TestMethod]
    public void A_column_takes_another_s_place() =>
        HasType(BadInputs.WithColumnFrom(_data, "Features", "Name"), TextDataViewType.Instance);

    [TestMethod]
    public void Values_become_keys() =>
        Assert.IsInstanceOfType<KeyDataViewType>(BadInputs.WithKeys(_data, "Label").Schema["Label"].Type);

    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    public void Vectors_change_their_length(int length)
    {
        IDataView bad = BadInputs.WithVectorLength(_data, "Features", length);
        HasType(bad, new VectorDataViewType(NumberDataViewType.Single, length));
        foreach ((float[] before, float[] after) in Features(_data).Zip(Features(bad)))
            Assert.AreEqual(before[0], after[0]);
    }

    [TestMethod]
    public void Vectors_lose_their_known_length()
    {
        IDataView bad = BadInputs.WithVariableLength(_data, "Features");
        HasType(bad, new VectorDataViewType(NumberDataViewType.Single));
        Assert.AreEqual(SampleData.FeatureCount, Features(bad)[0].Length);
    }

    [TestMethod]
    public void A_vector_becomes_its_first_item()
    {
        IDataView bad = BadInputs.WithScalar(_data, "Features");
        HasType(bad, NumberDataViewType.Single);
        Assert.AreEqual(Features(_data)[1][0], bad.GetColumn<float>("Features").ElementAt(1));
    }

    private static void HasType(IDataView view, DataViewType type) => Assert.AreEqual(type, view.Schema["Features"].Type);

    private static float[][] Features(IDataView view) => [.. view.GetColumn<float[]>("Features")];
}
