using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Fits a chain of estimators as ML.NET does, and takes a validation set along.</summary>
internal static class ValidatedPipeline
{
    public static TransformerChain<TLast> Fit<TLast>(EstimatorChain<TLast> pipeline, IDataView train, IDataView validation)
        where TLast : class, ITransformer
    {
        var estimators = Chain<TLast>.Estimators(pipeline);
        if (!estimators.OfType<ITakesValidationSet>().Any())
        {
            throw new ArgumentException(Rule.Broken(
                nameof(pipeline), "must have a trainer of this plugin among its own steps", string.Join(", ", estimators.Select(estimator => estimator.GetType().Name))));
        }

        pipeline.GetOutputSchema(SchemaShape.Create(train.Schema));
        var transformers = new ITransformer[estimators.Length];
        for (var i = 0; i < estimators.Length; i++)
        {
            transformers[i] = estimators[i] is ITakesValidationSet validated ? validated.Fit(train, validation) : estimators[i].Fit(train);
            var isCached = Chain<TLast>.NeedCacheAfter(pipeline)[i];
            train = Next(train);
            validation = Next(validation);

            IDataView Next(IDataView rows) => isCached ? new CacheDataView(Chain<TLast>.Host(pipeline), transformers[i].Transform(rows), null) : transformers[i].Transform(rows);
        }

        return new TransformerChain<TLast>(transformers, Chain<TLast>.Scopes(pipeline));
    }

    /// <summary>What ML.NET keeps private.</summary>
    private static class Chain<TLast>
        where TLast : class, ITransformer
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_estimators")]
        public static extern ref IEstimator<ITransformer>[] Estimators(EstimatorChain<TLast> chain);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_scopes")]
        public static extern ref TransformerScope[] Scopes(EstimatorChain<TLast> chain);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_needCacheAfter")]
        public static extern ref bool[] NeedCacheAfter(EstimatorChain<TLast> chain);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_host")]
        public static extern ref IHost Host(EstimatorChain<TLast> chain);
    }
}
