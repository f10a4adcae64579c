using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>The checks catch what trainers and transforms get wrong.</summary>
[TestClass]
public sealed class BrokenEstimatorTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _data;
    private readonly NormalizingEstimator _sound;

    public BrokenEstimatorTests()
    {
        _data = SampleData.Binary(_mlContext);
        _sound = _mlContext.Transforms.NormalizeMinMax("Scaled", "Features");
    }

    [TestMethod]
    public void Stubs_alone_break_nothing() => Check(new StubEstimator(_sound)
    {
        FitWith = data => new StubTransformer(_sound.Fit(data)) { MapperWith = mapper => new StubMapper(mapper) },
    });

    [TestMethod]
    public void Column_promised_but_not_delivered() =>
        Caught("'Scaled2' is promised but not delivered", Promising("Scaled2", NumberDataViewType.Single));

    [TestMethod]
    public void Column_delivered_but_not_promised() =>
        Caught("'Scaled' is delivered but not promised", new StubEstimator(_sound)
        {
            PromiseWith = input => HasFeatures(input) ? input : _sound.GetOutputSchema(input),
        });

    [TestMethod]
    public void Column_of_another_kind_than_promised() =>
        Caught("'Scaled' is promised as VariableVector", Promising("Scaled", new VectorDataViewType(NumberDataViewType.Single)));

    [TestMethod]
    public void Key_promised_as_its_number()
    {
        var keys = _mlContext.Transforms.Conversion.MapValueToKey("Id", "Name");
        var estimator = new StubEstimator(keys) { PromiseWith = _ => Promise(keys, NumberDataViewType.UInt32, "Id") };
        CheckFailure.Expect("delivered as Scalar of key UInt32", () => EstimatorChecks.Run(_mlContext, estimator, _data));
    }

    [TestMethod]
    public void Annotation_delivered_but_not_promised() => Caught("annotation 'SlotNames' is delivered but not promised",
        Promising("Scaled", new VectorDataViewType(NumberDataViewType.Single, SampleData.FeatureCount)));

    [TestMethod]
    public void Output_schema_that_is_not_the_output_s() =>
        Caught("'Id' is delivered but not promised", Fitting(transformer => new StubTransformer(transformer)
        {
            OutputSchemaWith = input => WithColumn(transformer.GetOutputSchema(input), "Id"),
        }));

    [TestMethod]
    public void Slot_names_that_differ_between_schema_and_output() =>
        Caught("annotation 'SlotNames': slot 1: expected 'other', found 'width'", Fitting(inner => new StubTransformer(inner)
        {
            OutputSchemaWith = input => WithOtherSlotName(inner.GetOutputSchema(input)),
        }));

    [TestMethod]
    public void Loaded_values_that_differ() =>
        Caught("Loaded transformer: row 1, column 'Scaled': slot", Fitting(transformer => new StubTransformer(transformer)
        {
            SavedAs = _mlContext.Transforms.NormalizeMeanVariance("Scaled", "Features").Fit(_data),
        }));

    [TestMethod]
    public void Loaded_columns_that_differ() =>
        Caught("Loaded transformer: GetOutputSchema: schemas differ", Fitting(transformer => new StubTransformer(transformer)
        {
            SavedAs = _mlContext.Transforms.NormalizeMinMax("Other", "Features").Fit(_data),
        }));

    [TestMethod]
    public void Second_fit_that_differs()
    {
        int fits = 0;
        NormalizingEstimator other = _mlContext.Transforms.NormalizeMeanVariance("Scaled", "Features");
        var estimator = new StubEstimator(_sound) { FitWith = data => (fits++ % 2 == 0 ? _sound : other).Fit(data) };
        Caught("Second fit of the same estimator: row 1, column 'Scaled'", estimator);

        fits = 0;
        Check(estimator, new EstimatorCheckOptions { FitIsDeterministic = false });
    }

    [TestMethod]
    public void Mapper_for_another_schema() =>
        Caught("input schema is not the one", Mapping(mapper => new StubMapper(mapper)
        {
            OtherInputSchema = SampleData.Binary(_mlContext).Schema,
        }));

    [TestMethod]
    public void Mapper_that_forgets_what_it_depends_on() => // ML.NET's cursor refuses the column that was not asked for
        Assert.Throws<ArgumentOutOfRangeException>(() => Check(Mapping(mapper => new StubMapper(mapper)
        {
            ForgetsDependencies = true,
        })));

    [TestMethod]
    public void Bad_input_that_is_accepted() =>
        Caught("Estimator.GetOutputSchema(Label: Boolean, Name: String): accepted", Refusing(input => input));

    [TestMethod]
    public void Bad_input_that_fails_by_accident()
    {
#pragma warning disable CA2201 // the runtime's own failures are what must be caught
        Caught("failed by accident: System.NullReferenceException", Refusing(_ => throw new NullReferenceException("Features")));
        Caught("failed by accident: System.ArgumentNullException", Refusing(_ => throw new ArgumentNullException("Features")));
        Caught("failed by accident: System.IndexOutOfRange", Refusing(_ => throw new IndexOutOfRangeException("Features")));
#pragma warning restore CA2201
    }

    [TestMethod]
    public void Bad_input_that_is_refused_without_words()
    {
        Caught("without a message", Refusing(_ => throw new InvalidOperationException()));
        Caught("does not name Features", Refusing(_ => throw new InvalidOperationException("Bad input.")));
    }

    private void Check(IEstimator<ITransformer> estimator, EstimatorCheckOptions? options = null) =>
        EstimatorChecks.Run(_mlContext, estimator, _data, options ?? new EstimatorCheckOptions
        {
            InvalidInputs = [BadInputs.WithoutColumn(_data, "Features")],
        });

    private void Caught(string inMessage, IEstimator<ITransformer> estimator) =>
        CheckFailure.Expect(inMessage, () => Check(estimator));

    private StubEstimator Fitting(Func<ITransformer, ITransformer> with) =>
        new(_sound) { FitWith = data => with(_sound.Fit(data)) };

    private StubEstimator Mapping(Func<IRowToRowMapper, IRowToRowMapper> with) =>
        Fitting(transformer => new StubTransformer(transformer) { MapperWith = with });

    private StubEstimator Promising(string column, DataViewType type) =>
        new(_sound) { PromiseWith = input => HasFeatures(input) ? Promise(_sound, type, column) : _sound.GetOutputSchema(input) };

    private StubEstimator Refusing(Func<SchemaShape, SchemaShape> with) =>
        new(_sound) { PromiseWith = input => HasFeatures(input) ? _sound.GetOutputSchema(input) : with(input) };

    private static bool HasFeatures(SchemaShape shape) => shape.Any(column => column.Name == "Features");

    // What the estimator really delivers, but for one column.
    private SchemaShape Promise(IEstimator<ITransformer> estimator, DataViewType type, string column)
    {
        var columns = new DataViewSchema.Builder();
        columns.AddColumns(estimator.Fit(_data).GetOutputSchema(_data.Schema).Where(delivered => delivered.Name != column));
        columns.AddColumn(column, type);
        return SchemaShapes.Of(columns.ToSchema());
    }

    private static DataViewSchema WithColumn(DataViewSchema schema, string name)
    {
        var columns = new DataViewSchema.Builder();
        columns.AddColumns(schema);
        columns.AddColumn(name, NumberDataViewType.Single);
        return columns.ToSchema();
    }

    private static DataViewSchema WithOtherSlotName(DataViewSchema schema)
    {
        var columns = new DataViewSchema.Builder();
        foreach (DataViewSchema.Column column in schema)
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            annotations.Add(column.Annotations, name => column.Name != "Scaled" || name != "SlotNames");
            if (column.Name == "Scaled")
            {
                DataViewType type = column.Annotations.Schema["SlotNames"].Type;
                annotations.Add("SlotNames", type, (ref VBuffer<ReadOnlyMemory<char>> names) =>
                    names = new(SampleData.FeatureCount, ["length".AsMemory(), "other".AsMemory(), "height".AsMemory()]));
            }
            columns.AddColumn(column.Name, column.Type, annotations.ToAnnotations());
        }
        return columns.ToSchema();
    }
}
