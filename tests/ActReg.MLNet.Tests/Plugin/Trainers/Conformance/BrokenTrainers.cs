using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Conformance;

/// <summary>Ways to break a sound trainer, one for each check.</summary>
internal static class BrokenTrainers
{
    private const string Variable = "ACTREG_TEST_LEFT_BEHIND";

    private static int _made;

    public static IReadOnlyDictionary<string, Func<CheckedTrainer, CheckedTrainer>> ByCheck { get; } =
        new Dictionary<string, Func<CheckedTrainer, CheckedTrainer>>
        {
            [nameof(FittingChecks.One_feature)] = ScoringNaN,
            [nameof(FittingChecks.One_row)] = ScoringNaN,
            [nameof(FittingChecks.Many_features_of_few_rows)] = ScoringNaN,
            [nameof(FittingChecks.Constant_features)] = ScoringNaN,
            [nameof(FittingChecks.Labels_of_one_class)] = ScoringNaN,
            [nameof(FittingChecks.More_classes_than_rows)] = ScoringNaN,
            [nameof(FittingChecks.Huge_and_tiny_features)] = trainer => Fitting(trainer, (_, _) => throw new InvalidOperationException("Something failed.")),
            [nameof(WeightChecks.Weights_of_one_are_none)] = trainer => Seeded(trainer, setup => setup.Weight == null ? 1 : 2),
            [nameof(WeightChecks.A_weight_of_two_is_the_row_twice)] = WithoutWeights,
            [nameof(WeightChecks.A_weight_of_zero_is_no_row)] = WithoutWeights,
            [nameof(WeightChecks.Missing_and_infinite_features_are_no_row)] =
                trainer => Fitting(trainer, (setup, data) => trainer.Make(setup).Fit(WithoutMissing(data, "Features"))),
            [nameof(WeightChecks.Missing_labels_are_no_row)] =
                trainer => Fitting(trainer, (setup, data) => trainer.Make(setup).Fit(WithoutMissing(data, "Label"))),
            [nameof(WeightChecks.Missing_and_infinite_features_score_NaN)] = trainer => Fitting(
                trainer, (setup, data) => new StubTransformer(trainer.Make(setup).Fit(data)) { TransformWith = (inner, input) => inner.Transform(WithoutMissing(input, "Features")) }),
            [nameof(SamenessChecks.Scores_do_not_depend_on_other_rows)] = trainer => Scoring(trainer, (score, position) => score + position),
            [nameof(SamenessChecks.Sparse_features_are_dense_ones)] = trainer => Fitting(
                trainer, (setup, data) => trainer.Make(setup with { Seed = IsSparse(data) ? 2 : 1 }).Fit(data)),
            [nameof(SamenessChecks.Names_of_columns)] = trainer => Seeded(trainer, setup => setup.Label.Length),
            [nameof(SamenessChecks.Other_columns)] = trainer => Fitting(
                trainer, (setup, data) => trainer.Make(setup with { Seed = data.Schema.Count }).Fit(data)),
            [nameof(SamenessChecks.Fit_twice)] = trainer => Fitting(
                trainer, (setup, data) => trainer.Make(setup with { Seed = Interlocked.Increment(ref _made) }).Fit(data)),
            [nameof(SamenessChecks.Made_twice)] = trainer => Seeded(trainer, _ => Interlocked.Increment(ref _made)),
            [nameof(SamenessChecks.Another_seed_is_another_model)] = trainer => Seeded(trainer, _ => 1),
            [nameof(SamenessChecks.Fits_in_parallel)] = trainer => Fitting(
                trainer, (setup, data) => trainer.Make(setup with { Seed = Environment.CurrentManagedThreadId }).Fit(data)),
            [nameof(SamenessChecks.Saved_and_loaded)] = trainer => Fitting(
                trainer, (setup, data) => new StubTransformer(trainer.Make(setup).Fit(data)) { SavedAs = trainer.Make(setup with { Seed = 2 }).Fit(data) }),
            [nameof(SurroundingsChecks.Input_is_only_read)] = trainer => Fitting(trainer, (setup, data) =>
            {
                var model = trainer.Make(setup).Fit(data);
                Overwrite(data);
                return model;
            }),
            [nameof(SurroundingsChecks.The_process_is_as_it_was)] = trainer => Fitting(trainer, (setup, data) =>
            {
                Environment.SetEnvironmentVariable(Variable, "1");
                return trainer.Make(setup).Fit(data);
            }),
            [nameof(SurroundingsChecks.Other_columns_pass_through)] = trainer => Fitting(
                trainer, (setup, data) => new StubTransformer(trainer.Make(setup).Fit(data))
                {
                    TransformWith = (inner, input) => BadInputs.WithColumnFrom(inner.Transform(input), "Weight", "Score"),
                }),
            [nameof(SurroundingsChecks.Cross_validation)] = ScoringNaN,
            [nameof(SurroundingsChecks.Permutation_importance)] = ScoringNaN,
            [nameof(SurroundingsChecks.Predictions_follow_scores)] = trainer => Scoring(trainer, (score, _) => -score),
            [nameof(RefusalChecks.Features_of_double)] = AcceptingAll,
            [nameof(RefusalChecks.Features_that_are_no_vector)] = AcceptingAll,
            [nameof(RefusalChecks.Features_of_unknown_length)] = AcceptingAll,
            [nameof(RefusalChecks.Labels_of_text)] = AcceptingAll,
            [nameof(RefusalChecks.Labels_of_several_values)] = AcceptingAll,
            [nameof(RefusalChecks.Labels_of_another_task)] = AcceptingAll,
            [nameof(RefusalChecks.Labels_of_whole_numbers)] = AcceptingAll,
            [nameof(RefusalChecks.Weights_of_text)] = AcceptingAll,
            [nameof(RefusalChecks.Missing_columns)] = AcceptingAll,
            [nameof(RefusalChecks.No_rows)] = AcceptingAll,
            [nameof(RefusalChecks.No_row_of_a_weight)] = WithoutWeights,
        };

    public static void CleanUp() => Environment.SetEnvironmentVariable(Variable, null);

    private static CheckedTrainer Fitting(CheckedTrainer trainer, Func<TrainerSetup, IDataView, ITransformer> fit) => trainer with
    {
        Make = setup => new StubEstimator(trainer.Make(setup)) { FitWith = data => fit(setup, data) },
    };

    private static CheckedTrainer Seeded(CheckedTrainer trainer, Func<TrainerSetup, int> seed) =>
        trainer with { Make = setup => trainer.Make(setup with { Seed = seed(setup) }) };

    private static CheckedTrainer WithoutWeights(CheckedTrainer trainer) =>
        trainer with { Make = setup => trainer.Make(setup with { Weight = null }) };

    private static CheckedTrainer ScoringNaN(CheckedTrainer trainer) => Scoring(trainer, (_, _) => float.NaN);

    /// <summary>Its column Score has something else in it.</summary>
    private static CheckedTrainer Scoring(CheckedTrainer trainer, Func<float, long, float> change) => Fitting(
        trainer, (setup, data) => new StubTransformer(trainer.Make(setup).Fit(data))
        {
            TransformWith = (inner, input) => new StubDataView(inner.Transform(input))
            {
                CursorWith = cursor => new StubCursor(cursor)
                {
                    GetterWith = (column, getter) => column.Name != "Score" ? getter : getter switch
                    {
                        ValueGetter<float> one => (ValueGetter<float>)((ref float score) =>
                        {
                            one(ref score);
                            score = change(score, cursor.Position);
                        }),
                        ValueGetter<VBuffer<float>> several => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> scores) =>
                        {
                            several(ref scores);
                            scores = new(scores.Length, [.. scores.DenseValues().Select(score => change(score, cursor.Position))]);
                        }),
                        _ => getter,
                    },
                },
            },
        });

    private static CheckedTrainer AcceptingAll(CheckedTrainer trainer) => trainer with
    {
        Make = setup => new StubEstimator(trainer.Make(setup))
        {
            PromiseWith = input => input,
            FitWith = _ => trainer.Make(setup).Fit(CheckedRows.Create(trainer.Task).ToView()),
        },
    };

    private static IDataView WithoutMissing(IDataView data, string column)
    {
        var mlContext = new MLContext();
        return mlContext.Transforms.ReplaceMissingValues(column).Fit(data).Transform(data);
    }

    private static bool IsSparse(IDataView data) => data.GetColumn<VBuffer<float>>("Features").Any(features => !features.IsDense);

    private static void Overwrite(IDataView data)
    {
        using var cursor = data.GetRowCursor([data.Schema["Features"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(data.Schema["Features"]);
        var features = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            getter(ref features);
            VBufferEditor.CreateFromBuffer(ref features).Values.Clear();
        }
    }
}
