using System.Text;
using CsCheck;
using Microsoft.Net.Http.Headers;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Forms;

namespace ServerlessMail.Http.Tests.Forms;

public class MultipartBodyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parts_become_fields_in_their_order() => Assert.Equal(
        [("name", "Ada"), ("choice", "a"), ("choice", "b"), ("message", "two\r\nlines"), ("empty", "")],
        (await ParseAsync(Body(Field("name", "Ada"), Field("choice", "a"), Field("choice", "b"), Field("message", "two\r\nlines"), Field("empty", "")))).Fields());

    [Theory]
    [InlineData("name", "name")]
    [InlineData("\"größe\"", "größe")]
    [InlineData("\"a%22b\"", "a\"b")]
    [InlineData("\"a b;c\"", "a b;c")]
    [InlineData("\"a\\b\"", "a\\b")]
    [InlineData("\"100%\"", "100%")]
    public async Task Names_are_read_as_browsers_write_them(string written, string name) =>
        Assert.Equal([(name, "x")], (await ParseAsync(Body($"Content-Disposition: form-data; name={written}\r\n\r\nx"))).Fields());

    [Theory]
    [InlineData("Content-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nx")]
    [InlineData("content-disposition: FORM-DATA; name=\"a\"\r\n\r\nx")]
    [InlineData("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\nx")]
    [InlineData("Content-Type: nonsense\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx")]
    public async Task Harmless_part_headers_are_fine(string part) => Assert.Equal([("a", "x")], (await ParseAsync(Body(part))).Fields());

    [Theory]
    [InlineData("")]
    [InlineData("nothing of the kind")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut o")]
    [InlineData("--x\r\nContent-Disposition: form-data; na")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--y--\r\n")]
    [InlineData("--x\r\nno header\r\n\r\nx\r\n--x--\r\n")]
    [InlineData("--x\r\n\r\nx\r\n--x--\r\n")]
    [InlineData("--x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--x--\r\n")]
    [InlineData("--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n")]
    [InlineData("--x\r\nContent-Disposition: form-data; name\r\n\r\nx\r\n--x--\r\n")]
    public async Task Broken_parts_are_malformed(string body) => Assert.Equal(RefusalReason.Malformed, (await ParseAsync(Encoding.UTF8.GetBytes(body))).Reason());

    [Fact]
    public async Task No_parts_are_no_fields() => Assert.Empty((await ParseAsync("--x--\r\n"u8.ToArray())).Fields());

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    [InlineData("multipart/form-data; boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_boundary_is_needed(string type) => Assert.Equal(RefusalReason.Malformed, (await ParseAsync(Body(Field("a", "b")), type)).Reason());

    [Theory]
    [InlineData("filename=\"me.png\"", "me.png")]
    [InlineData("filename=\"\"", "")]
    [InlineData("filename*=utf-8''m%C3%A9.png", "mé.png")]
    [InlineData("filename=\"fallback.png\"; filename*=utf-8''m%C3%A9.png", "mé.png")]
    [InlineData("filename=\"a%22b%0D%0A.png\"", "a\"b\r\n.png")]
    [InlineData("filename=\"größe.png\"", "größe.png")]
    public async Task A_file_is_read_with_its_name(string filename, string name)
    {
        var body = await ParseAsync(Body(Field("a", "b"), $"Content-Disposition: form-data; name=\"photo\"; {filename}\r\nContent-Type: text/plain; charset=utf-16\r\n\r\nP\r\nG", Field("c", "d")));

        Assert.Equal([("a", "b"), ("c", "d")], body.Fields());
        Assert.Equal([("photo", name, "P\r\nG")], Assert.IsType<FormBody.Read>(body).Files.Select(file => (file.Field, file.Name, Encoding.UTF8.GetString(file.Content.Span))));
    }

    [Fact]
    public async Task A_file_of_any_bytes_comes_through_as_it_was_sent() => await Gen.Byte.Array[0, 5000].SampleAsync(async content =>
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("--xAaB03x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n\"\r\n\r\n"), .. content, .. "\r\n--xAaB03x--\r\n"u8];
        var read = Assert.IsType<FormBody.Read>(await ParseAsync(body, "multipart/form-data; boundary=xAaB03x"));
        Assert.Equal(content, read.Files.Single().Content.ToArray());
    });

    [Fact]
    public async Task An_empty_file_with_a_name_is_a_file() => Assert.Single(
        Assert.IsType<FormBody.Read>(await ParseAsync(Body("Content-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n"))).Files);

    [Fact]
    public async Task Of_very_many_files_so_many_are_kept_that_they_are_too_many() => Assert.Equal(
        FormAttachments.MostFiles + 1,
        Assert.IsType<FormBody.Read>(await ParseAsync(Body([.. Enumerable.Range(0, 500).Select(i => $"Content-Disposition: form-data; name=\"f\"; filename=\"{i}\"\r\n\r\nx")]))).Files.Length);

    [Fact]
    public async Task A_file_input_that_nobody_filled_is_nothing() => Assert.Equal(
        [("a", "b")],
        (await ParseAsync(Body("Content-Disposition: form-data; name=\"photo\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n", Field("a", "b")))).Fields());

    [Theory]
    [InlineData("Content-Type: text/plain; charset=iso-8859-1")]
    [InlineData("Content-Transfer-Encoding: base64")]
    [InlineData("Content-Transfer-Encoding: quoted-printable")]
    public async Task A_part_in_another_encoding_is_not_read(string header) => Assert.Equal(
        RefusalReason.UnsupportedType, (await ParseAsync(Body($"Content-Disposition: form-data; name=\"a\"\r\n{header}\r\n\r\nx"))).Reason());

    [Fact]
    public async Task What_is_not_UTF_8_is_malformed()
    {
        Assert.Equal(RefusalReason.Malformed, (await ParseAsync(Encoding.Latin1.GetBytes("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nZoë\r\n--x--\r\n"))).Reason());
        Assert.Equal(RefusalReason.Malformed, (await ParseAsync(Encoding.Latin1.GetBytes("--x\r\nContent-Disposition: form-data; name=\"Zoë\"\r\n\r\na\r\n--x--\r\n"))).Reason());
    }

    [Theory]
    [InlineData("a%0D%0ABcc")]
    [InlineData("a%0aBcc")]
    public async Task A_name_of_many_lines_is_refused(string name) => Assert.Equal(RefusalReason.Invalid, (await ParseAsync(Body(Field(name, "x")))).Reason());

    [Fact]
    public async Task Ten_thousand_fields_are_too_many() =>
        Assert.Equal(RefusalReason.Invalid, (await ParseAsync(Body([.. Enumerable.Range(0, 10_000).Select(i => Field($"f{i}", "1"))]))).Reason());

    [Fact]
    public async Task Headers_without_end_are_malformed()
    {
        var headers = string.Concat(Enumerable.Range(0, 5000).Select(i => $"X-{i}: y\r\n"));

        Assert.Equal(RefusalReason.Malformed, (await ParseAsync(Body($"{headers}Content-Disposition: form-data; name=\"a\"\r\n\r\nx"))).Reason());
    }

    [Fact]
    public async Task Values_are_read_as_they_were_written() => await Gen.String.Array[0, 20].SampleAsync(async values =>
    {
        var written = values.Select(UrlEncodedBodyTests.Whole).ToArray();

        return (await ParseAsync(Body([.. written.Select(value => Field("f", value))]))).Fields().Select(field => field.Value).SequenceEqual(written);
    });

    [Fact]
    public async Task No_bytes_crash_it() => await Gen.OneOf(
        BodyBytes.Noise,
        BodyBytes.Mutated(
            Encoding.UTF8.GetString(Body(Field("name", "Ada"), Field("größe", "two\r\nlines"), "Content-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n")),
            "\r\n", "--x", "--x--", "\"", ";", ":", "\r\n\r\n", "filename=\"y\"", "name*=utf-8''%ff", "=", "%0d%0a", "Content-Type: text/plain; charset=\"", "\\"))
        .SampleAsync(async body => (await ParseAsync(body)).IsWithinBounds());

    [Fact]
    public async Task No_boundary_crashes_it() => await Gen.Select(Gen.String[0, 80], BodyBytes.Noise).SampleAsync(async (boundary, body) =>
        !MediaTypeHeaderValue.TryParse($"multipart/form-data; boundary=\"{boundary}\"", out var type) || (await MultipartBody.ParseAsync(body, type, Ct)).IsWithinBounds());

    private static string Field(string name, string value) => $"Content-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}";

    private static byte[] Body(params string[] parts) => Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"--x\r\n{part}\r\n")) + "--x--\r\n");

    private static Task<FormBody> ParseAsync(byte[] body, string type = "multipart/form-data; boundary=x") =>
        MultipartBody.ParseAsync(body, MediaTypeHeaderValue.Parse(type), Ct);
}
