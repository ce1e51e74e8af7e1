from ui.web.labels import changed, joined


def test_what_several_say_of_a_component_is_said_together():
    whole = joined({"box": changed(label="상태"), "line": "가"}, {"box": changed(choices=["나"])})
    assert whole["box"]["label"] == "상태" and whole["box"]["choices"] == ["나"]
    assert joined({"line": "가"}, {"line": "나"}, {"line": changed(value="다")})["line"] == changed(
        value="다"
    )
