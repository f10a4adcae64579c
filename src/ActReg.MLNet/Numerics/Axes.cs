namespace ActReg.MLNet;

/// <summary>Arrays with their dimensions in another order.</summary>
internal static class Axes
{
    /// <summary>What NumPy calls <c>transpose(axes)</c>.</summary>
    /// <param name="values">Row-major.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="axes">Of each dimension of the result the one that it was.</param>
    public static float[] Permute(ReadOnlySpan<float> values, IReadOnlyList<int> shape, params ReadOnlySpan<int> axes)
    {
        var strides = new int[shape.Count];
        var stride = 1;
        for (var axis = shape.Count - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        var result = new float[values.Length];
        Span<int> place = stackalloc int[axes.Length];
        place.Clear();
        for (int i = 0, from = 0; i < result.Length; i++)
        {
            result[i] = values[from];
            // As a counter: the last dimension first, with a carry.
            for (var axis = axes.Length - 1; axis >= 0; axis--)
            {
                from += strides[axes[axis]];
                if (++place[axis] < shape[axes[axis]])
                    break;
                from -= place[axis] * strides[axes[axis]];
                place[axis] = 0;
            }
        }

        return result;
    }
}
