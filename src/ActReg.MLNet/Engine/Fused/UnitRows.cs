using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>Keeps the rows of dictionaries at norm 1, so that no penalty is evaded by a small code and a large dictionary.</summary>
internal static class UnitRows
{
    /// <summary>Takes from the gradient what would only change norms, lest the optimizer remember it.</summary>
    public static void RemoveParallel(NetworkPlan plan, AlignedBuffer parameters, AlignedBuffer gradient)
    {
        for (var i = 0; i < plan.Dictionaries.Count; i++)
        {
            var dictionary = plan.Dictionaries[i];
            var stride = dictionary.Layout.StoredColumns;
            Span<float> rows = dictionary.In(parameters), slopes = dictionary.In(gradient);
            for (var start = 0; start < rows.Length; start += stride)
            {
                Span<float> row = rows.Slice(start, stride), slope = slopes.Slice(start, stride);
                TensorPrimitives.MultiplyAdd(row, -TensorPrimitives.Dot<float>(row, slope), slope, slope);
            }
        }
    }

    /// <summary>Divides each row by its norm; one of zeros stays.</summary>
    public static void Normalize(NetworkPlan plan, AlignedBuffer parameters)
    {
        for (var i = 0; i < plan.Dictionaries.Count; i++)
        {
            var dictionary = plan.Dictionaries[i];
            var stride = dictionary.Layout.StoredColumns;
            var rows = dictionary.In(parameters);
            for (var start = 0; start < rows.Length; start += stride)
            {
                var row = rows.Slice(start, stride);
                var norm = TensorPrimitives.Norm<float>(row);
                if (norm > 0)
                    TensorPrimitives.Divide(row, norm, row);
            }
        }
    }
}
