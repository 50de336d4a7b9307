using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessMail.Benchmarks.Reporting;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<Report>))]
internal sealed partial class ReportJson : JsonSerializerContext;
